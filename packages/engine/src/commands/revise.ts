import type { ApprovalStep, Step } from '../definition/definition.js';
import { stepsOf } from '../definition/walk.js';
import type { Voided } from '../facts/facts.js';
import { advance } from './advance.js';
import { mayBeAsked } from './ask.js';
import type { Command } from './command.js';
import type { Signature } from '../state/run-state.js';
import { refuse, type Run } from './run.js';
import { onlyTheRequester } from './undo.js';

type Revise = Extract<Command, { kind: 'revise' }>;

/**
 * A new revision: voids exactly the signatures whose step is bound to what changed, asks those steps anew, and looks again at every
 * condition that reads something else now. After a return everything is signed anew: somebody asked for another look.
 */
export function revise(run: Run, command: Revise): void {
  const before = run.state;
  onlyTheRequester(run, command.memberId);
  if (before.effectStepIds.length > 0) refuse({ code: 'effects_under_way' });
  const returned = before.status === 'returned';
  if (command.revisionDigest === before.revisionDigest && !returned) refuse({ code: 'revision_unchanged' });
  const { revision, revisionDigest, materialDigest } = command;
  const voided = voidedBy(run, returned);
  for (const task of before.openTasks) if (run.world.changedSince(run.approvalOf(task.stepId), { revision: task.revision, memberId: null }).length > 0) run.close(task, 'superseded');
  const reopenedStepIds = run.withHolders(reopened(run, voided, returned));
  const material = returned || materialDigest !== before.materialDigest || reopenedStepIds.length > 0;
  run.add({ kind: 'revised', revision, revisionDigest, materialDigest, material, voided, reopenedStepIds });
  closeTasksOfOthers(run);
  run.asksAgain = (source) => run.world.readsAnew(source);
  advance(run);
}

/** What counts no more, and for which fields: signatures bound to what changed, wherever they serve. */
function voidedBy(run: Run, returned: boolean): Voided[] {
  const voided = new Map<Signature, readonly string[]>();
  for (const signature of run.state.signatures) {
    const fields = returned ? [] : run.changedSince(signature);
    if (!returned && fields.length === 0) continue;
    for (const touched of run.withServed([signature])) voided.set(touched, voided.get(touched) ?? fields);
  }
  return [...voided].map(([{ stepId, memberId }, fields]) => ({ stepId, memberId, fields }));
}

/** The steps whose signatures are void, those whose conditions read something that changed, and waits for a day that is another now. */
function reopened(run: Run, voided: readonly Voided[], returned: boolean): Set<string> {
  const steps = stepsOf(run.definition.steps);
  const asked = steps.filter((step) => returned || conditionsOf(step).some((source) => run.world.readsAnew(source)));
  const { doneStepIds, stoppedStepIds } = run.state;
  // One that nobody could sign is looked at again: the change may have named somebody.
  return new Set([...voided.map(({ stepId }) => stepId), ...asked.filter(wasTaken(run)).map(({ id }) => id), ...stoppedStepIds, ...movedWaits(run), ...(returned ? doneStepIds : [])]);
}

const movedWaits = (run: Run): string[] =>
  run.state.waits.flatMap(({ stepId, until }) => {
    const step = run.stepOf(stepId);
    return step.kind === 'wait' && 'field' in step.until && run.world.waitUntil(step) !== until ? [stepId] : [];
  });

const conditionsOf = (step: Step): string[] => [...(step.when === undefined ? [] : [step.when]), ...(step.kind === 'condition' ? step.branches.map(({ when }) => when) : [])];

const wasTaken = ({ state }: Run) => ({ id }: Step) => state.doneStepIds.includes(id) || state.skippedStepIds.includes(id) || state.branches.some(({ stepId }) => stepId === id);

/** A task that other people may sign now, say because the amount is beyond somebody's authority, is asked anew. */
function closeTasksOfOthers(run: Run): void {
  for (const task of run.state.openTasks) {
    const step: ApprovalStep = run.approvalOf(task.stepId);
    const now = mayBeAsked(run, step).candidates.map(({ memberId }) => memberId);
    const asked = task.byRuleIds ?? task.candidateIds;
    if (now.length !== asked.length || !now.every((id) => asked.includes(id))) run.close(task, 'superseded');
  }
}
