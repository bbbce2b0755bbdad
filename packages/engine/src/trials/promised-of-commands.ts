import type { Command } from '../commands/command.js';
import type { ApprovalStep } from '../definition/definition.js';
import type { Fact } from '../facts/facts.js';
import type { RunState } from '../state/run-state.js';
import { peopleOf, type Ledger, type Move } from './ledger.js';
import { must, mustEqual, type Promised } from './promised.js';
import { digestOf, type Around } from './surroundings.js';

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

const goesOn = ({ status }: RunState) => status === 'open' || status === 'needs_approver';

/** Whether somebody may take back what they take back, told by what is known beside the engine. */
function mayRevoke({ memberId, taskNumber }: CommandOf<'revoke'>, before: RunState, { around }: Move, ledger: Ledger): boolean {
  const signed = before.signatures.find((signature) => signature.number === taskNumber && signature.memberId === memberId && signature.servedFrom === undefined);
  const { refusedBy } = before;
  const refused = refusedBy !== null && refusedBy.number === taskNumber && refusedBy.memberId === memberId ? refusedBy : undefined;
  const decision = signed ?? refused;
  const minutes = ledger.approval(decision?.stepId)?.revocableMinutes;
  if (decision === undefined || minutes === undefined || !around.isWithin(minutes, decision.at) || before.effectStepIds.length > 0) return false;
  return signed ? goesOn(before) : before.status === 'returned' || before.status === 'rejected';
}

function mayRevise({ memberId, revisionDigest }: CommandOf<'revise'>, before: RunState): boolean {
  const mayGoOn = goesOn(before) || before.status === 'returned';
  return memberId === before.requesterId && mayGoOn && before.effectStepIds.length === 0 && (before.status === 'returned' || revisionDigest !== before.revisionDigest);
}

function mayMove(before: RunState): boolean {
  return goesOn(before) && before.effectStepIds.length === 0;
}

/** What has begun to act is undone, and not just ended. */
const mayEnd = (before: RunState): boolean => (goesOn(before) || before.status === 'returned') && before.effectStepIds.length === 0;

/** Whether somebody may be asked besides for a task: who may sign its step, is not asked, and has no part in it. */
function mayAdd({ taskNumber, signer: { memberId } }: CommandOf<'add_signer'>, before: RunState, { requesterId }: Move, ledger: Ledger): boolean {
  const task = before.openTasks.find(({ number }) => number === taskNumber);
  const step = ledger.approval(task?.stepId);
  if (!task || !step) return false;
  const known = [...(ledger.tasks.get(taskNumber)?.candidateIds ?? []), ...ledger.on(step.id).flatMap(peopleOf)];
  return !known.includes(memberId) && ledger.barredFrom(step, memberId, requesterId) === null;
}

const mayRemove = ({ stepId, signerId }: CommandOf<'remove_signer'>, before: RunState, ledger: Ledger): boolean =>
  (goesOn(before) || before.status === 'returned') && ledger.addedTo(stepId).includes(signerId) && !ledger.on(stepId).flatMap(peopleOf).includes(signerId);

/** What is carried out is undone once, where an effect of it is; and what was to be undone has ended once. */
function mayCompensate(command: CommandOf<'compensate' | 'effects_ended' | 'compensation_ended'>, { status, effectStepIds, compensation }: RunState, ledger: Ledger): boolean {
  if (command.kind === 'compensation_ended') return compensation !== undefined && ledger.left.includes(command.stepId);
  if (command.kind === 'effects_ended') return compensation?.state === 'waiting';
  const hasReason = command.memberId === undefined || (command.reason ?? '').trim() !== '';
  return hasReason && compensation === undefined && effectStepIds.includes(command.stepId) && (status === 'approved' || status === 'open' || status === 'needs_approver');
}

/** Null where it is not told here. */
function mayBeSent(move: Move, ledger: Ledger): boolean | null {
  const { command, before } = move;
  if (before === null) return null;
  const hasReason = !('reason' in command) || command.kind === 'decide' || (command.reason ?? '').trim() !== '';
  switch (command.kind) {
    case 'revoke':
      return hasReason && mayRevoke(command, before, move, ledger);
    case 'revise':
      return mayRevise(command, before);
    case 'withdraw':
      return command.memberId === before.requesterId && mayEnd(before);
    case 'cancel':
      return hasReason && mayEnd(before);
    case 'reverse':
      return hasReason && (before.status === 'approved' || before.effectStepIds.length > 0);
    case 'compensate':
    case 'effects_ended':
    case 'compensation_ended':
      return mayCompensate(command, before, ledger);
    case 'migrate':
      return hasReason && mayMove(before);
    case 'end_wait':
      return before.waits.some(({ stepId }) => stepId === command.stepId);
    case 'add_signer':
      return hasReason && mayAdd(command, before, move, ledger);
    case 'remove_signer':
      return hasReason && mayRemove(command, before, ledger);
    case 'reassign':
      return hasReason && before.openTasks.some(({ number }) => number === command.taskNumber) ? null : false;
    default:
      return null;
  }
}

/** Refused where a condition ahead has no answer, or nobody would be asked, whoever sends it. */
const forOtherReasons = ['condition_failed', 'no_step_applies'];

export const sending: Promised = {
  before: (move, ledger) => {
    const { command, answer } = move;
    const may = mayBeSent(move, ledger);
    if (may === null) return;
    if (answer.ok) must(may, () => `${command.kind} was accepted, and may not be sent`);
    else must(!may || forOtherReasons.includes(answer.refusal.code), () => `${command.kind} was refused with ${answer.refusal.code}, and may be sent`);
  },
};

/** Those who were added to a step and whom it could ask if a rule named them. */
export const addedWhoMay = (around: Around, ledger: Ledger, step: ApprovalStep): string[] => around.named(step, ledger.addedTo(step.id).map((memberId) => ({ kind: 'member', memberId })));

/** Whoever is added is asked besides: as many more must sign, and nobody who was asked is asked no more. What was added stays so until it is taken back. */
export const adding: Promised = {
  after: ({ command, before, answer }, state, ledger) => {
    mustEqual('those who were added', (state.addedSigners ?? []).map(({ stepId, memberId }) => [stepId, memberId]), ledger.added.map(({ stepId, memberId }) => [stepId, memberId]));
    for (const { stepId, addedIds } of state.openTasks) mustEqual(`those who must sign ${stepId} besides`, addedIds ?? [], ledger.addedTo(stepId));
    if (command.kind === 'remove_signer' && answer.ok) takenBack(command, before, answer.facts, ledger);
    if (command.kind !== 'add_signer' || !answer.ok) return;
    mustEqual('what adding somebody makes true', answer.facts.map(({ kind }) => kind), ['signer_added']);
    const [was, is] = [before, state].map((one) => one?.openTasks.find(({ number }) => number === command.taskNumber));
    mustEqual('how many must sign with whoever was added', is?.quorum, (was?.quorum ?? 0) + 1);
    mustEqual('who is asked with whoever was added', is?.candidateIds, [...(was?.candidateIds ?? []), command.signer.memberId]);
  },
};

/** Whoever is taken back is asked no more, unless they would be asked if they had never been added. */
function takenBack({ stepId, signerId }: CommandOf<'remove_signer'>, before: RunState | null, facts: readonly Fact[], ledger: Ledger): void {
  const was = before?.openTasks.find((task) => task.stepId === stepId);
  const anyway = was !== undefined && ledger.tasks.get(was.number)?.anywayIds.includes(signerId) === true;
  mustEqual(`whether ${signerId} is asked for ${stepId} still`, facts.find((fact) => fact.kind === 'signer_removed')?.isAskedStill, anyway);
}

/** What a revision says of itself, and that everybody is asked who may sign by it. */
export const revising: Promised = {
  after: ({ command, before, answer, around, requesterId }, state, ledger) => {
    const revised = answer.ok ? answer.facts.find((fact) => fact.kind === 'revised') : undefined;
    if (command.kind !== 'revise' || before === null || revised === undefined) return;
    const material = before.status === 'returned' || command.materialDigest !== before.materialDigest || (revised.voided ?? []).length > 0 || (revised.reopenedStepIds ?? []).length > 0;
    mustEqual('whether the revision is material', revised.material, material);
    mustEqual('the digest at hand', state.revisionDigest, digestOf(around.content));
    for (const { stepId, candidateIds, byRuleIds } of state.openTasks) {
      const step = ledger.approval(stepId);
      // Somebody may be barred since: by a signature that served another step in the same breath.
      const able = (ids: readonly string[]) => (step ? [...new Set(ids)].filter((id) => ledger.barredFrom(step, id, requesterId) === null).sort() : []);
      mustEqual(`those asked for ${stepId} since the revision`, able(byRuleIds ?? candidateIds), able(step ? [...around.named(step, step.approvers.anyOf), ...addedWhoMay(around, ledger, step)] : []));
    }
  },
};
