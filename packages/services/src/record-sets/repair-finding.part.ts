import type { Tx } from '@countersign/database/platform';
import type { KeptRecord, RecordFinding, RecordRepair, RecordUpdate } from '@countersign/database/record-sets';
import { digestOf, newId } from '../platform/index.js';

/** Carries out what was decided about one finding. `changed`: what is kept is otherwise than it was found, and is left alone. */
export async function repairFinding(tx: Tx, repair: RecordRepair, finding: RecordFinding, at: Date): Promise<'repaired' | 'changed' | 'ignored'> {
  switch (repair.how) {
    case 'ignore':
      return 'ignored';
    case 'take_theirs':
      return takeTheirs(tx, repair, finding, at);
    case 'mark_gone':
      return markGone(tx, repair, finding, at);
    case 'declare_twin':
      return declareTwin(tx, repair, finding);
  }
}

/** Also of the same version: what was said again of a later one is newer than what was found. A finding that does not say its version, as earlier releases wrote them, is of none that is kept. */
function isAsFound({ keptDigest, keptVersion, keptRank }: RecordFinding, kept: (KeptRecord & Pick<RecordUpdate, 'rank'>) | undefined): boolean {
  return (kept?.digest ?? null) === keptDigest && (kept?.version ?? null) === keptVersion && (kept?.rank ?? null) === keptRank;
}

async function takeTheirs(tx: Tx, repair: RecordRepair, finding: RecordFinding, at: Date): Promise<'repaired' | 'changed'> {
  const { outsideId, said } = finding;
  const [kept] = await tx.keptRecords.lock(repair.recordSetId, [outsideId]);
  if (said === null || !isAsFound(finding, kept)) return 'changed';
  await put(tx, repair, said, at);
  return 'repaired';
}

/** Gone at the version that is kept: what the other system says of a later one brings it back. */
async function markGone(tx: Tx, repair: RecordRepair, finding: RecordFinding, at: Date): Promise<'repaired' | 'changed'> {
  const { outsideId } = finding;
  const [kept] = await tx.keptRecords.lock(repair.recordSetId, [outsideId]);
  if (kept === undefined || !isAsFound(finding, kept)) return 'changed';
  const { version, rank, title, naturalKey, fields } = kept;
  const content = { state: 'gone', title, naturalKey, fields, problem: null } as const;
  await put(tx, repair, { outsideId, version, rank, ...content, digest: digestOf({ v: '1', ...content }) }, at);
  return 'repaired';
}

async function declareTwin(tx: Tx, { recordSetId, countsId }: RecordRepair, { twins }: RecordFinding): Promise<'repaired' | 'changed'> {
  const ids = (twins ?? []).map(({ outsideId }) => outsideId);
  const kept = await tx.keptRecords.lock(recordSetId, ids);
  // One that is not kept cannot count, and one that counts for another already is looked at anew.
  if (countsId === null || !ids.includes(countsId) || !kept.some(({ outsideId }) => outsideId === countsId) || kept.some(({ twinOf }) => twinOf !== null)) return 'changed';
  await tx.keptRecords.setTwin(recordSetId, ids.filter((id) => id !== countsId), countsId);
  return 'repaired';
}

async function put(tx: Tx, { id, recordSetId }: RecordRepair, update: RecordUpdate, at: Date): Promise<void> {
  await tx.keptRecords.put(recordSetId, update, at);
  await tx.keptRecords.insertVersions(recordSetId, [{ ...update, id: newId() }], { via: 'repair', viaId: id, at });
}
