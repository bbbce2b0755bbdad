import type { WorkflowDefinition } from '../definition/definition.js';
import { findStep, stepsOf } from '../definition/walk.js';
import type { Voided } from '../facts/facts.js';
import { hasEnded } from '../state/run-state.js';
import { advance } from './advance.js';
import type { Command } from './command.js';
import { refuse, type Run } from './run.js';
import { changedRules } from './step-rules.js';
import { requireReason } from './undo.js';

type Migrate = Extract<Command, { kind: 'migrate' }>;

/**
 * Moves a run to another version of its workflow. A signature stays where the other version has the same step, asking for the same
 * people under the same rules; what is decided by conditions and branches is asked again. What has ended, or has begun to act, stays.
 */
export function migrate(run: Run, { memberId, reason, from, fromVersion, toVersion }: Migrate): void {
  requireReason(reason);
  const { status, effectStepIds, signatures, openTasks } = run.state;
  if (hasEnded(status)) refuse({ code: 'request_closed' });
  if (effectStepIds.length > 0) refuse({ code: 'cannot_move', stepId: effectStepIds[0] ?? null, message: 'Its effects have begun. Let it end, or reverse it.' });
  if (status === 'returned') refuse({ code: 'cannot_move', stepId: null, message: 'It was returned to its requester. It can be moved once it is resubmitted.' });
  const stays = (stepId: string) => changedRules(from, run.definition, stepId)?.length === 0;
  const voided = run.withServed(signatures.filter(({ stepId }) => !stays(stepId))).map(({ stepId, memberId: signer }): Voided => ({ stepId, memberId: signer, fields: [] }));
  for (const task of openTasks) if (!stays(task.stepId)) run.close(task, 'superseded');
  // Signed steps are looked at again by their signatures; every other one by its condition, but for what was waited for already.
  const all = [...new Set([...stepsOf(from.steps), ...stepsOf(run.definition.steps)].map(({ id }) => id))];
  const reopenedStepIds = all.filter((stepId) => !waitedFor(run, from, stepId));
  run.add({ kind: 'migrated', fromVersion, toVersion, byMemberId: memberId, reason, voided, reopenedStepIds });
  run.asksAgain = () => true;
  advance(run);
}

/** Whether a wait has begun that both versions have, for the same. */
function waitedFor({ state, definition }: Run, from: WorkflowDefinition, stepId: string): boolean {
  const [old, other] = [findStep(from.steps, stepId), findStep(definition.steps, stepId)];
  if (old?.kind !== 'wait' || other?.kind !== 'wait') return false;
  const begun = state.doneStepIds.includes(stepId) || state.waits.some((wait) => wait.stepId === stepId);
  return begun && JSON.stringify([old.when, old.until, old.calendarId]) === JSON.stringify([other.when, other.until, other.calendarId]);
}
