import { Refusal } from '@countersign/contracts/platform';
import { repairsOfFindings, type FindingKind, type FindingRepair, type FindingView, type RecordRepairView } from '@countersign/contracts/record-sets';
import type { Tx } from '@countersign/database/platform';
import type { FindingScope, RecordFinding, RecordReading, RecordRepair } from '@countersign/database/record-sets';
import { digestOf } from '../platform/index.js';

export const findingViewOf = ({ id, kind, outsideId, title, twins, differences, state, settledAt }: RecordFinding): FindingView => ({
  id, kind, outsideId, title, state,
  twins: twins === null ? null : twins.map((twin) => ({ ...twin })),
  differences: differences.map((difference) => ({ ...difference })),
  settledAt: settledAt?.toISOString() ?? null,
});

export const recordRepairViewOf = ({ id, readingId, kind, how, reason, state, startedBy, startedByName, startedAt, endedAt, progress }: RecordRepair): RecordRepairView => ({
  id, readingId, kind, how, reason, state,
  startedBy: { memberId: startedBy, name: startedByName },
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  progress: { waiting: 0, repaired: 0, changed: 0, ignored: 0, ...progress },
});

/** Of what a preview says: what is started is that, or nothing. */
export const repairPlanDigestOf = (scope: FindingScope, how: FindingRepair, { count, digest }: { readonly count: number; readonly digest: string }): string => digestOf({ v: '1', ...scope, how, count: String(count), digest });

/** Which of twins counts is said of each: for all at once it cannot be. */
export function refuseUnsuitable(kind: FindingKind, how: FindingRepair, findingId: string | null): void {
  if (!repairsOfFindings[kind].includes(how)) throw new Refusal('repair_unsuitable', { detail: `What can be done here is: ${repairsOfFindings[kind].join(', ')}. Nothing was changed.` });
  if (how === 'declare_twin' && findingId === null) throw new Refusal('repair_unsuitable', { detail: 'Which one counts is said for each of them. Nothing was changed.' });
}

/** A comparison that is here. */
export async function getComparison(tx: Tx, readingId: string): Promise<RecordReading> {
  const reading = await tx.recordReadings.find(readingId);
  if (reading?.purpose !== 'compare') throw new Refusal('not_found');
  return reading;
}
