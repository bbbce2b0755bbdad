import type { PageOf, PageRequest, Tx } from '@countersign/database/platform';
import type { WaitingRow } from '@countersign/database/requests';
import { visibleRequests } from '@countersign/permissions';
import type { Actor } from '../platform/index.js';

type Waiting = Awaited<ReturnType<Tx['requestList']['summarizeWaiting']>>;

/** Whether tasks are shown to an actor at all: to one who may decide, and may read the requests that they are a candidate of. */
function seesTasks(actor: Actor): boolean {
  const { all, candidateId } = visibleRequests(actor.ability);
  return actor.permissions.includes('task.decide') && (all || candidateId !== null);
}

/** The tasks that wait for an actor, a page of them. */
export async function waitingTasks(tx: Tx, actor: Actor, page: PageRequest): Promise<PageOf<WaitingRow>> {
  return seesTasks(actor) ? tx.requestList.waitingFor(actor.memberId, page) : { items: [], nextCursor: null };
}

/** The same in numbers. */
export async function summaryOfWaiting(tx: Tx, actor: Actor): Promise<Waiting> {
  return seesTasks(actor) ? tx.requestList.summarizeWaiting(actor.memberId) : { count: 0, lastDecisionAt: null, subtotals: [] };
}
