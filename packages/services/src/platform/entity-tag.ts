import { Refusal } from '@countersign/contracts/platform';
import type { Tx } from '@countersign/database/platform';
import type { Call } from './call.js';
import { digestOf } from './digest.js';

/** The strong ETag (RFC 9110, section 8.8.3) of what an operation answers: another state gives another tag, and so does another reader where they are shown other things. */
export const entityTagOf = (view: unknown) => `"${digestOf(view)}"`;

const tagPattern = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;
const tagsOf = (header: string): readonly string[] => header.match(tagPattern) ?? [];

/** Whether an If-Match names this tag. Weak ones match nothing here. */
export const matchesStrongly = (header: string, tag: string) => header.trim() === '*' || tagsOf(header).includes(tag);

/** Whether an If-None-Match names this tag, weak or not. */
export const matchesWeakly = (header: string, tag: string) => header.trim() === '*' || tagsOf(header).some((each) => each.replace(/^W\//, '') === tag);

/** Refuses a change that was decided by another state than the one that is there, in the transaction that would make it. */
export async function refuseStale(tx: Tx, { operation, ifMatch }: Call, current: ((tx: Tx) => Promise<unknown>) | undefined): Promise<void> {
  if (ifMatch === null || ifMatch === undefined) return;
  if (!current) throw new Error(`${operation.name} takes If-Match and does not say what is there`);
  const view = await current(tx);
  if (view === null || view === undefined) throw new Refusal('not_found');
  const tag = entityTagOf(view);
  if (matchesStrongly(ifMatch, tag)) return;
  throw new Refusal('precondition_failed', { detail: 'Somebody changed it since you read it. Nothing was changed: read it again, and decide by what it says now.', extensions: { etag: tag } });
}
