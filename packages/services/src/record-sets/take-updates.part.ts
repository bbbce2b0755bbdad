import type { Tx } from '@countersign/database/platform';
import type { RecordUpdate, TakenBy } from '@countersign/database/record-sets';
import { newId } from '../platform/index.js';
import { comesAfter, lastOfEach } from './order-of-updates.part.js';

export interface Taken {
  readonly added: number;
  readonly changed: number;
  /** Of an older version than is kept, or the same once more. */
  readonly unchanged: number;
}

export interface TakenUpdates extends Taken {
  /** Of those that are unchanged, how many say the same at a later version: that is kept. */
  readonly confirmed: number;
}

/**
 * Takes what comes after what is kept, and notes the states that a record was in. Whatever is older, or the same, is left out: so the same
 * updates come to the same whatever their order, and taking them twice is taking them once.
 */
export async function takeUpdates(tx: Tx, recordSetId: string, updates: readonly RecordUpdate[], by: TakenBy): Promise<TakenUpdates> {
  const last = lastOfEach(updates);
  const kept = new Map((await tx.keptRecords.lock(recordSetId, [...last.keys()])).map((record) => [record.outsideId, record]));
  const newer = [...last.values()].filter((update) => {
    const known = kept.get(update.outsideId);
    return known === undefined || comesAfter(update, known);
  });
  const taken = new Set(await tx.keptRecords.take(recordSetId, newer, by.at));
  const states = newer.filter(({ outsideId, digest }) => taken.has(outsideId) && kept.get(outsideId)?.digest !== digest);
  await tx.keptRecords.insertVersions(recordSetId, states.map((update) => ({ ...update, id: newId() })), by);
  const added = states.filter(({ outsideId }) => !kept.has(outsideId)).length;
  return { added, changed: states.length - added, unchanged: updates.length - states.length, confirmed: taken.size - states.length };
}
