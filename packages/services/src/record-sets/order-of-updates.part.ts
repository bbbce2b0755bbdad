import type { RecordUpdate } from '@countersign/database/record-sets';

type Ordered = Pick<RecordUpdate, 'rank' | 'state' | 'digest'>;
const stateRanks = { current: 0, quarantined: 1, gone: 2 } as const;

/**
 * Whether a state of a record comes after another one: by its version; of one version, being gone comes last, and otherwise the greater digest,
 * so that whatever a system says, in whatever order it arrives and however often, comes to the same. The statement that takes states orders them alike.
 */
export function comesAfter(one: Ordered, other: Ordered): boolean {
  const [rank, otherRank] = [BigInt(one.rank), BigInt(other.rank)];
  if (rank !== otherRank) return rank > otherRank;
  if (one.state !== other.state) return stateRanks[one.state] > stateRanks[other.state];
  return one.digest > other.digest;
}

/** Of several states the last of each record, by outside id. */
export function lastOfEach(updates: readonly RecordUpdate[]): Map<string, RecordUpdate> {
  const last = new Map<string, RecordUpdate>();
  for (const update of updates) {
    const known = last.get(update.outsideId);
    if (known === undefined || comesAfter(update, known)) last.set(update.outsideId, update);
  }
  return last;
}
