import type { RepairsView } from '@countersign/contracts/effects';
import type { RepairCount, RepairRow, RepairScope } from '@countersign/database/effects';
import { digestOf } from '../platform/index.js';

export const repairsViewOf = ({ id, how, undoes, reason, ofState, connectionId, until, state, startedBy, startedByName, startedAt, endedAt, progress }: Omit<RepairRow, 'startEntryId'>): RepairsView => ({
  id, undoes, reason, ofState, connectionId,
  how: how as RepairsView['how'],
  until: until.toISOString(),
  state: state as RepairsView['state'],
  startedBy: { memberId: startedBy, name: startedByName },
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  progress: { waiting: 0, repaired: 0, changed: 0, ...progress },
});

/** Of what a preview says: what is started is that, or nothing. */
export const repairDigestOf = (how: RepairsView['how'], { ofState, connectionId, until }: RepairScope, { total, inDoubt, alone, done }: RepairCount, undoes: boolean): string =>
  digestOf({ v: '1', how, ofState, connectionId, until: until.toISOString(), total: String(total), inDoubt: String(inDoubt), alone: String(alone), ...(undoes && { undoes, done: String(done) }) });

/** Trying again leaves out what nobody should try again unseen, and undoing what may have been carried out; the other decisions send nothing. */
export const leftOutOf = (how: RepairsView['how'], { alone, inDoubt }: RepairCount, undoes: boolean): number => (undoes ? inDoubt : how === 'retry' ? alone : 0);

/** What is wrong with having others undone by another decision than to leave out. */
export const undoGoesWithSkip = (pointer: string) => {
  const detail = 'What was carried out is undone where the others are left out: it goes with "skip".';
  return { detail, errors: [{ pointer, detail }] };
};
