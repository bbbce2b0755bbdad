import { noMemory } from '../history/act-memory.js';
import { deriveRoutes } from '../history/derive-routes.js';
import type { Answer } from '../history/desk.js';
import type { HistoryCase, HistoryDocument, HistoryEvent } from '../history/history-case.js';
import { HttpCase, HttpDesk } from '../history/http-desk.js';
import type { Organisation } from '../history/organisation.js';
import { walkCase } from '../history/walk-case.js';
import type { Played, Stage } from './stage.js';

/**
 * Replays a case as `replay:history` does, but only its first `count` events, by the routes that the whole of it has. The worker has time at
 * the end, and before a rejection that comes after a payment was requested in the log: so it is no matter of chance whether it had begun.
 */
export async function replayPlace(stage: Stage, organisation: Organisation, history: HistoryCase, key: string, count = history.events.length): Promise<Played> {
  const http = new HttpCase(organisation, history, key, noMemory);
  const whole = http.documents;
  const work = async () => {
    for (const { id } of http.requests) while (await stage.work(id));
  };
  await walkCase({ ...history, events: history.events.slice(0, count) }, ({ index, ...document }) => new WorkingDesk(http, whole[index] ?? { index, ...document }, work));
  await work();
  return { requestIds: new Map(http.requests.map(({ id }, index) => [index + 1, id])), people: new Map(organisation.members.map((member) => [member.account.name, member])) };
}

class WorkingDesk extends HttpDesk {
  constructor(
    http: HttpCase,
    private readonly whole: HistoryDocument,
    private readonly work: () => Promise<void>,
  ) {
    super(http, whole, deriveRoutes(whole));
  }

  override async rejectAfterAll(event: HistoryEvent): Promise<Answer> {
    const before = this.whole.events.slice(0, this.whole.events.indexOf(event));
    if (before.at(-1)?.act === 'payment_requested' || before.at(-1)?.act === 'payment_handled') await this.work();
    return super.rejectAfterAll(event);
  }
}
