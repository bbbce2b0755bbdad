import type { ConnectionSettings } from '@countersign/contracts/connections';
import type { RecordSetSettings } from '@countersign/contracts/record-sets';
import type { RecordUpdate } from '@countersign/database/record-sets';
import { driftOf, type Hide } from '../connections/index.js';
import { parseExactly, placeAt } from '../outside-records/index.js';
import { nextPageOf } from './next-page.part.js';
import { readUpdate } from './read-update.part.js';

/** An answer, and what it is read by. */
export interface AnsweredPage {
  readonly set: RecordSetSettings;
  readonly connection: Pick<ConnectionSettings, 'baseUrl' | 'replySchema' | 'onDrift'>;
  readonly path: string;
  readonly text: string;
  readonly link: string | null;
  readonly isCut: boolean;
  readonly askedAt: Date;
  /** As an answer says. */
  readonly hide: Hide;
  readonly unsaid: Hide;
}

export interface Page {
  readonly updates: readonly RecordUpdate[];
  /** Records that cannot be kept, and why the first of them cannot. */
  readonly unreadable: number;
  readonly problem: string | null;
  readonly nextPath: string | null;
}

const itemsMax = 5_000;

/** The records of a page and where the next one is; or, as a sentence, why it is no page. */
export function readPage({ set, connection, path, text, link, isCut, askedAt, hide, unsaid }: AnsweredPage): Page | string {
  if (isCut) return 'The page is larger than is read of an answer: ask for smaller pages, or let more be read of each.';
  let page: unknown;
  let shown: unknown;
  try {
    // Where the next page is stands in it as it came; what is kept of a record does not say the secret.
    [page, shown] = [parseExactly(text), parseExactly(text, unsaid)];
  } catch {
    return 'The page is no JSON.';
  }
  const items = placeAt(shown, set.itemsPointer);
  if (!Array.isArray(items)) return `There is no list of records at ${set.itemsPointer === '' ? 'the top of the page' : set.itemsPointer}.`;
  if (items.length > itemsMax) return `The page has more than ${itemsMax} records: ask for smaller pages.`;
  const drift = connection.onDrift === 'quarantine' ? (driftOf(connection.replySchema, { text, isCut, hide })[0] ?? null) : null;
  const read = items.map((said: unknown) => readUpdate({ shape: set, said, at: askedAt, drift }));
  const updates = read.flatMap((each) => (each.ok ? [each.update] : []));
  const [problem = null] = read.flatMap((each) => (each.ok ? [] : [each.problem]));
  const last = read.at(-1);
  const next = nextPageOf({ paging: set.paging, baseUrl: connection.baseUrl, path, page, link, itemCount: items.length, lastId: last?.ok === true ? last.update.outsideId : null });
  // Kept, it would be shown; masked, it would lead elsewhere.
  if (next.ok && next.path !== null && unsaid(next.path) !== next.path) return 'The address of the next page holds the secret of the connection: it is not kept.';
  return next.ok ? { updates, unreadable: items.length - updates.length, problem, nextPath: next.path } : next.problem;
}
