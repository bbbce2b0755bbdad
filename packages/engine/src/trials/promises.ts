import type { Command } from '../commands/command.js';
import type { ApprovalStep } from '../definition/definition.js';
import type { RunStatus } from '../state/run-state.js';
import { peopleOf, type Given, type Ledger, type Move } from './ledger.js';
import { Broken, must, mustEqual, type Promised } from './promised.js';
import { compensating } from './promised-of-compensation.js';
import { addedWhoMay, adding, revising, sending } from './promised-of-commands.js';
import { digestOf } from './surroundings.js';
import { approvalsIn, everyStep, onwardsFrom } from './way.js';

/**
 * Where each status may lead by one command. A run that a condition ends begins as rejected; one that moves to a version that asks for
 * less, or whose refusal is taken back where other people would do by now, may be approved by that.
 */
export const transitions: Readonly<Record<RunStatus | 'none', readonly RunStatus[]>> = {
  none: ['open', 'needs_approver', 'rejected'],
  // One that waits between two effects can be undone as one that is approved can.
  open: ['open', 'needs_approver', 'returned', 'approved', 'rejected', 'withdrawn', 'cancelled', 'reversed'],
  needs_approver: ['open', 'needs_approver', 'returned', 'approved', 'rejected', 'withdrawn', 'cancelled'],
  returned: ['open', 'needs_approver', 'returned', 'approved', 'rejected', 'withdrawn', 'cancelled'],
  approved: ['approved', 'reversed', 'rejected'],
  rejected: ['rejected', 'open', 'needs_approver', 'approved'],
  withdrawn: ['withdrawn'],
  cancelled: ['cancelled'],
  reversed: ['reversed'],
};

const goesOn = (status: RunStatus) => status === 'open' || status === 'needs_approver';
type Decision = Extract<Command, { kind: 'decide' }>;

/** Whether somebody may decide what they decide, told by what is known beside the engine. */
export function mayDecide({ memberId, onBehalfOf, taskNumber, verdict, revisionDigest, reason }: Decision, { before, requesterId, around }: Move, ledger: Ledger): boolean {
  const open = before?.openTasks.find(({ number }) => number === taskNumber);
  const step = ledger.approval(open?.stepId);
  if (!open || !step || revisionDigest !== digestOf(around.content)) return false;
  const people = onBehalfOf === undefined ? [memberId] : [memberId, onBehalfOf];
  const asked = ledger.tasks.get(taskNumber)?.candidateIds.includes(onBehalfOf ?? memberId) ?? false;
  const tookPart = ledger.on(step.id).flatMap(peopleOf);
  return asked && !(onBehalfOf !== undefined && ledger.addedTo(step.id).includes(memberId)) && people.every((id) => !tookPart.includes(id) && ledger.barredFrom(step, id, requesterId) === null) && (verdict === 'approve' || (reason ?? '').trim() !== '');
}

const decisions: Promised = {
  before: (move, ledger) => {
    const { command, answer } = move;
    if (command.kind !== 'decide') return;
    const may = mayDecide(command, move, ledger);
    if (answer.ok) must(may, () => `${command.memberId} decided what they may not`);
    else must(!may || ['condition_failed', 'no_step_applies'].includes(answer.refusal.code), () => `${command.memberId} was refused with ${answer.refusal.code} what they may decide`);
  },
};

const asRecorded = ({ stepId, memberId, onBehalfOf, number, revision, servedFrom }: Given) => [stepId, memberId, onBehalfOf ?? null, number, revision, servedFrom ?? null];

const signatures: Promised = {
  fact: (fact, { around, requesterId }, ledger) => {
    if (fact.kind !== 'signature_served') return;
    const step = ledger.approval(fact.stepId);
    const source = ledger.on(fact.fromStepId).find(({ memberId }) => memberId === fact.memberId);
    must(step?.servedBy?.includes(fact.fromStepId) === true && source !== undefined && source.onBehalfOf === undefined, () => `${fact.stepId} was served by what does not serve it`);
    if (!step || !source) return;
    mustEqual(`${fact.stepId} was served by a signature for what has changed`, around.changedSince(step, fact.revision, fact.memberId), []);
    must(around.named(step, step.approvers.anyOf).includes(fact.memberId) && ledger.barredFrom(step, fact.memberId, requesterId) === null, () => `${fact.stepId} was served by ${fact.memberId}, who may not sign it`);
    must(!ledger.on(step.id).flatMap(peopleOf).includes(fact.memberId), () => `${fact.memberId} counts twice for ${fact.stepId}`);
  },
  after: (_move, state, ledger) => {
    mustEqual('signatures that count', state.signatures.map(({ onBehalfOf, servedFrom, ...given }) => asRecorded({ ...given, onBehalfOf, servedFrom })), ledger.live.map(asRecorded));
  },
};

const differing: Promised = {
  after: ({ definition }, state) => {
    const signed = (stepId: string) => state.signatures.filter((signature) => signature.stepId === stepId).flatMap(({ memberId, onBehalfOf }) => (onBehalfOf === undefined ? [memberId] : [memberId, onBehalfOf]));
    for (const step of approvalsIn(definition.steps)) {
      mustEqual(`people who signed ${step.id}`, signed(step.id).length, new Set(signed(step.id)).size);
      for (const other of step.differsFrom ?? []) must(!signed(other).some((id) => signed(step.id).includes(id)), () => `${step.id} and ${other} were signed by the same`);
    }
  },
};

const asking: Promised = {
  fact: (fact, { around, requesterId }, ledger) => {
    if (fact.kind !== 'task_opened' && fact.kind !== 'approver_missing') return;
    const step = ledger.approval(fact.stepId);
    if (!step) throw new Broken(`${fact.stepId} is no approval step`);
    const able = [...new Set([...around.named(step, step.approvers.anyOf), ...addedWhoMay(around, ledger, step)])].filter((id) => ledger.barredFrom(step, id, requesterId) === null);
    mustEqual(`those asked for ${step.id}`, fact.candidates.map(({ memberId }) => memberId), able);
    const most = canCome(ledger, step, able, requesterId);
    const needed = mostNeeded(ledger, step, most);
    mustEqual(`how many must sign ${step.id}`, fact.quorum, needed);
    mustEqual(`whether enough can sign ${step.id}`, fact.kind, most >= needed && canAllAdded(ledger, step, able) ? 'task_opened' : 'approver_missing');
  },
  after: ({ answer }, state, ledger) => {
    must((state.stoppedStepIds.length > 0) === (state.status === 'needs_approver'), () => `it is ${state.status} with ${state.stoppedStepIds.length} steps that nobody can sign`);
    if (!answer.ok) return;
    for (const fact of answer.facts) {
      if (fact.kind !== 'task_closed' || fact.outcome !== 'approved') continue;
      must(ledger.on(fact.stepId).length >= Math.max(1, ledger.quorums.get(fact.stepId) ?? 1) && ledger.addedTo(fact.stepId).every((id) => ledger.on(fact.stepId).flatMap(peopleOf).includes(id)), () => `${fact.stepId} passed with ${ledger.on(fact.stepId).length} signatures`);
    }
  },
};

/** Once people were looked for again, every open task can be completed, and every step that stopped still has too few. */
const lookedFor: Promised = {
  after: ({ command, around, requesterId }, state, ledger) => {
    if (command.kind !== 'resolve_again') return;
    for (const { stepId, quorum, candidateIds, byRuleIds } of state.openTasks) {
      const step = ledger.approval(stepId);
      if (!step) throw new Broken(`${stepId} is no approval step`);
      const byRule = [...around.named(step, step.approvers.anyOf), ...addedWhoMay(around, ledger, step)];
      const there = candidateIds.filter((id) => byRule.includes(id) || (byRuleIds?.includes(id) === false && around.named(step, [{ kind: 'member', memberId: id }]).length > 0));
      must(canCome(ledger, step, there, requesterId) >= quorum && canAllAdded(ledger, step, there.filter((id) => ledger.barredFrom(step, id, requesterId) === null)), () => `${stepId} waits for people who are not there`);
    }
    for (const stepId of state.stoppedStepIds) {
      const step = ledger.approval(stepId);
      if (!step) continue;
      const able = [...around.named(step, step.approvers.anyOf), ...addedWhoMay(around, ledger, step)].filter((id) => ledger.barredFrom(step, id, requesterId) === null);
      const most = canCome(ledger, step, able, requesterId);
      must(most < mostNeeded(ledger, step, most) || !canAllAdded(ledger, step, able), () => `${stepId} is stopped, and could be signed`);
    }
  },
};

/** How many signatures a step can come to, by those who have signed and those of these who may. */
function canCome(ledger: Ledger, step: ApprovalStep, ids: readonly string[], requesterId: string): number {
  const took = ledger.on(step.id).flatMap(peopleOf);
  return ledger.on(step.id).length + new Set(ids.filter((id) => !took.includes(id) && ledger.barredFrom(step, id, requesterId) === null)).size;
}

/** How many must sign a step to which so many could come: of all, everybody, one at least; and whoever was added besides. */
const mostNeeded = (ledger: Ledger, { id, quorum }: ApprovalStep, most: number) => (quorum === 'all' ? Math.max(most, 1 + ledger.addedTo(id).length) : quorum + ledger.addedTo(id).length);

const canAllAdded = (ledger: Ledger, { id }: ApprovalStep, able: readonly string[]) => ledger.addedTo(id).every((one) => able.includes(one) || ledger.on(id).flatMap(peopleOf).includes(one));

const reassigned: Promised = {
  fact: (fact, { command, around, requesterId }, ledger) => {
    if (fact.kind !== 'candidates_changed') return;
    const [task, step] = [ledger.tasks.get(fact.number), ledger.approval(fact.stepId)];
    if (!task || !step) throw new Broken(`task ${fact.number} was never opened`);
    const offered = command.kind === 'reassign' ? command.to.map(({ memberId }) => memberId) : step.onOverdue && 'escalateTo' in step.onOverdue ? around.named(step, step.onOverdue.escalateTo) : [];
    const ids = fact.candidates.map(({ memberId }) => memberId);
    mustEqual('candidates named twice', ids.length, new Set(ids).size);
    for (const id of ids.filter((other) => !task.candidateIds.includes(other))) must(offered.includes(id) && ledger.barredFrom(step, id, requesterId) === null, () => `${id} is asked for ${step.id}, and may not`);
    for (const id of ledger.addedTo(step.id).filter((other) => task.candidateIds.includes(other))) must(ids.includes(id), () => `${id} was added to ${step.id} and is its candidate no more`);
    for (const id of ledger.on(step.id).map(({ memberId }) => memberId).filter((other) => task.candidateIds.includes(other))) must(ids.includes(id), () => `${id} signed ${step.id} and is its candidate no more`);
  },
};

const statuses: Promised = {
  after: ({ before }, state) => {
    must(transitions[before?.status ?? 'none'].includes(state.status), () => `it went from ${before?.status ?? 'none'} to ${state.status}`);
    if (!goesOn(state.status)) mustEqual('what is open although it does not go on', [state.openTasks, state.stoppedStepIds, state.waits], [[], [], []]);
  },
};

const approvedOnly: Promised = {
  after: ({ before, around }, state, ledger) => {
    if (state.status !== 'approved' || before?.status === 'approved') return;
    const way = ledger.way(around, state);
    must(way.to === 'passed' || way.to === 'approved', () => `it was approved where its way ${way.to}, asking ${way.asked.join()}`);
    // Its way may lead past nobody, where a branch that is enough by itself asks nobody: then somebody signed in another one.
    must(ledger.live.length > 0, () => 'it was approved without anybody');
    for (const step of way.signed) {
      // Whether the signer's authority covers it was looked at when they signed and at each revision; losing it later voids nothing.
      const valid = ledger.on(step.id).filter(({ revision }) => around.changedSince(step, revision, null).length === 0);
      must(ledger.suffices(step, valid), () => `it was approved with ${valid.length} valid signatures of ${step.id}`);
    }
  },
};

const whereItIs: Promised = {
  after: ({ around }, state, ledger) => {
    if (!goesOn(state.status) || state.compensation !== undefined) return;
    const way = ledger.way(around, state);
    mustEqual('where its way leads', 'waits', way.to);
    mustEqual('steps that wait for people', [...state.openTasks.map(({ stepId }) => stepId), ...state.stoppedStepIds].sort(), [...way.asked].sort());
    mustEqual('steps that wait for time', state.waits.map(({ stepId }) => stepId).sort(), [...way.waits].sort());
    mustEqual('effects that are wanted', state.effectStepIds, way.effects);
    for (const { stepId, until } of state.waits) {
      const step = everyStep(ledger.definition.steps).find(({ id }) => id === stepId);
      if (step?.kind === 'wait' && 'field' in step.until) mustEqual(`the day that ${stepId} waits for`, until, around.until(step));
    }
  },
};

const effects: Promised = {
  after: ({ before, around, answer, definition }, state, ledger) => {
    if (!answer.ok) return;
    const wanted = answer.facts.flatMap((fact) => (fact.kind === 'effect_wanted' ? [fact.stepId] : []));
    const undone = answer.facts.flatMap((fact) => (fact.kind === 'compensation_wanted' ? [[fact.stepId, fact.how] as const] : []));
    const endsNow = answer.facts.some(({ kind }) => kind === 'ended');
    const all = [...(before?.effectStepIds ?? []), ...wanted];
    const howTo = (stepId: string) => everyStep(definition.steps).flatMap((step) => (step.id === stepId && step.kind === 'effect' ? [step.onReverse] : []))[0];
    const gone = answer.facts.flatMap((fact) => (fact.kind === 'effect_let_go' ? [fact.stepId] : []));
    const expected = endsNow && state.status !== 'approved' ? all.filter((stepId) => !gone.includes(stepId)).reverse().map((stepId) => [stepId, howTo(stepId)]) : [];
    mustEqual('compensations', undone, expected);
    if (endsNow && state.status === 'approved') mustEqual('effects that were wanted', state.effectStepIds, ledger.way(around, state).effects);
    mustEqual('effects not undone', state.effectStepIds, ledger.wanted);
  },
};

const goingBack: Promised = {
  after: ({ answer, definition }, state) => {
    const back = answer.ok ? answer.facts.find((fact) => fact.kind === 'went_back') : undefined;
    if (!answer.ok || back === undefined) return;
    const onwards = onwardsFrom(definition.steps, back.toStepId);
    const anew = answer.facts.flatMap((fact) => (fact.kind === 'signature_served' ? [fact.stepId] : []));
    for (const { id } of approvalsIn(definition.steps)) must(!onwards.includes(id) || anew.includes(id) || !state.doneStepIds.includes(id), () => `${id} counts as done after going back to ${back.toStepId}`);
  },
};

/** What is promised of every run, by name. */
export const promises = {
  'goes from status to status only as it may': statuses,
  'is decided by whoever was asked and may, and by nobody else': decisions,
  'counts exactly the signatures that were given and are not void': signatures,
  'is signed by nobody twice, nor by the same where people must differ': differing,
  'asks exactly who may sign, and never passes a step that nobody could': asking,
  'waits for nobody who is not there, once people were looked for again': lookedFor,
  'asks others only where they may sign, and drops nobody who signed': reassigned,
  'asks whoever was added besides, until that is taken back, and nobody less': adding,
  'is approved only with valid signatures for its latest revision on every step of its way': approvedOnly,
  'waits exactly where its way has come to': whereItIs,
  'wants its effects once, in order, and undoes them in reverse': effects,
  'undoes what was carried out, and nothing else, once, the last first, and comes to an end': compensating,
  'counts nothing as done that comes after a step it went back to': goingBack,
  'takes every command that may be sent, and no other': sending,
  'says of a revision what it is, and asks everybody who may sign by it': revising,
} as const satisfies Record<string, Promised>;
export type PromiseName = keyof typeof promises;
