import { documentsOf } from './case-documents.js';
import { deriveRoute } from './derive-route.js';
import { FixedDesk } from './fixed-desk.js';
import type { HistoryCase } from './history-case.js';
import { HttpCase, HttpDesk } from './http-desk.js';
import { walkCase } from './walk-case.js';
import type { DocumentWalk } from './walk-document.js';

/** The steps of the one fixed workflow that the log is held against: those its owner named for every request. */
export const fixedSteps = ['ADMINISTRATION', 'BUDGET OWNER', 'SUPERVISOR'] as const;

/** One document replayed: what came of it, what the same rules foresaw in memory, and what one fixed workflow would make of it. */
export interface ReplayedDocument {
  readonly kind: string;
  readonly walk: DocumentWalk;
  /** The activity at which it first departed, or `at its end`; null when it went as in the log. */
  readonly departedAt: string | null;
  readonly foreseen: string;
  readonly found: string;
  readonly fixedAsInLog: boolean;
  readonly requestIds: readonly string[];
}

/** One case replayed, as it is kept and counted. `index` is its place in the log. */
export interface ReplayedCase {
  readonly index: number;
  readonly id: string;
  readonly events: number;
  /** What became notes, by the activity's name. */
  readonly noted: Readonly<Record<string, number>>;
  readonly documents: readonly ReplayedDocument[];
}

/** Replays one case over HTTP; foresees it in memory besides, by the same rules. */
export async function replayCase(index: number, http: HttpCase): Promise<ReplayedCase> {
  const { history, documents } = http;
  const walks = await walkCase(history, (document) => new HttpDesk(http, document, deriveRoute(document)));
  const foreseen = await walkCase(history, (document) => new FixedDesk(deriveRoute(document)));
  return summarize(index, history, { walks, foreseen, requestIds: documents.map((document) => http.requestIdsOf(document)) });
}

/** Puts together what is kept of a case. */
export async function summarize(index: number, history: HistoryCase, seen: { walks: readonly DocumentWalk[]; foreseen: readonly DocumentWalk[]; requestIds: readonly (readonly string[])[] }): Promise<ReplayedCase> {
  const fixed = await walkCase(history, () => new FixedDesk(fixedSteps));
  const documents = documentsOf(history).flatMap((document, at) => {
    const [walk, before, under] = [seen.walks[at], seen.foreseen[at], fixed[at]];
    if (!walk || !before || !under) return [];
    const departedAt = walk.departure === null ? null : (document.events[walk.departure.eventIndex]?.activity ?? 'at its end');
    return [{ kind: document.kind, walk, departedAt, foreseen: sayWalk(before), found: sayWalk(walk), fixedAsInLog: under.departure === null, requestIds: seen.requestIds[at] ?? [] }];
  });
  const noted: Record<string, number> = {};
  for (const { act, activity } of history.events) if (act === 'noted') noted[activity] = (noted[activity] ?? 0) + 1;
  return { index, id: history.id, events: history.events.length, noted, documents };
}

const sayWalk = (walk: DocumentWalk): string => `${walk.endedHere}, ${walk.departure ? `${walk.departure.kind} at event ${walk.departure.eventIndex + 1}` : 'as in the log'}`;
