import { documentsOf } from './case-documents.js';
import { deriveRoutes, sameForAll } from './derive-routes.js';
import { isAsRecorded } from './ending.js';
import type { HistoryCase } from './history-case.js';
import { HttpCase, HttpDesk } from './http-desk.js';
import { MemoryDesk } from './memory-desk.js';
import type { ReplayedRequest, Undone } from './replayed-request.js';
import { walkCase } from './walk-case.js';
import type { DocumentWalk } from './walk-document.js';

/** One document replayed: what came of it, what the same rules foresaw in memory, and what the workflow would make of it if every submission went the usual way. */
export interface ReplayedDocument {
  readonly kind: string;
  readonly walk: DocumentWalk;
  /** The activity at which it first departed, or `at its end`; null when it went as in the log. */
  readonly departedAt: string | null;
  readonly foreseen: string;
  readonly usuallyAsRecorded: boolean;
  readonly requests: readonly ReplayedRequest[];
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

/** Requests of each document, in the order in which they were submitted, and what became of payments that were undone. */
export interface RequestsSeen {
  readonly ids: readonly (readonly string[])[];
  readonly undone: ReadonlyMap<string, Undone>;
}

/** Replays one case over HTTP; foresees it in memory besides, by the same rules. */
export async function replayCase(index: number, http: HttpCase): Promise<ReplayedCase> {
  const { history, documents, undone } = http;
  const walks = await walkCase(history, (document) => new HttpDesk(http, document, deriveRoutes(document)));
  return summarize(index, history, walks, { ids: documents.map((document) => http.requestIdsOf(document)), undone });
}

/** Foresees a case: what the rules make of it in memory. */
export const foreseeCase = (history: HistoryCase): Promise<DocumentWalk[]> => walkCase(history, (document) => new MemoryDesk(deriveRoutes(document)));

/** Puts together what is kept of a case. */
export async function summarize(index: number, history: HistoryCase, walks: readonly DocumentWalk[], seen: RequestsSeen): Promise<ReplayedCase> {
  const foreseen = await foreseeCase(history);
  const usual = await walkCase(history, () => new MemoryDesk(sameForAll));
  const documents = documentsOf(history).flatMap((document, at): ReplayedDocument[] => {
    const [walk, before, under] = [walks[at], foreseen[at], usual[at]];
    if (!walk || !before || !under) return [];
    const departedAt = walk.departure === null ? null : (document.events[walk.departure.eventIndex]?.activity ?? 'at its end');
    const requests = (seen.ids[at] ?? []).flatMap((id, nth) => {
      const status = walk.requests[nth];
      return status === undefined ? [] : [{ id, status, undone: seen.undone.get(id) ?? null }];
    });
    return [{ kind: document.kind, walk, departedAt, foreseen: sayWalk(before), usuallyAsRecorded: isAsRecorded(under.log, under.here), requests }];
  });
  const noted: Record<string, number> = {};
  for (const { act, activity } of history.events) if (act === 'noted') noted[activity] = (noted[activity] ?? 0) + 1;
  return { index, id: history.id, events: history.events.length, noted, documents };
}

/** What came of a document, in words that tell any two ways of it apart. */
export function sayWalk({ here, requests, departures }: DocumentWalk): string {
  const departed = departures.map(({ kind, code, eventIndex }) => `${kind}${code === null ? '' : ` (${code})`} at event ${eventIndex + 1}`);
  return [`${here.ending}${here.paid ? ' and paid' : ''}`, `requests ${requests.join(', ') || 'none'}`, ...(departed.length === 0 ? ['as in the log'] : departed)].join('; ');
}
