import { isUndoing, type Fact, type FactBody, type UndoingFact } from '../facts/facts.js';
import { hasEnded, type AddedSigner, type Compensation, type OpenTask, type RunState } from './run-state.js';

type FactOf<K extends FactBody['kind']> = Extract<FactBody, { kind: K }>;
type Parts = Partial<RunState>;

/** The state after one more fact. Total: every fact that was ever recorded can be applied. */
export function applyFact(state: RunState | null, fact: Fact): RunState {
  if (fact.kind === 'run_started') return startOf(fact);
  if (state === null) throw new Error(`a run begins with run_started, not ${fact.kind}`);
  const next = { ...state, ...partsOf(state, fact) };
  return { ...next, status: statusOf(next, fact) };
}

/** The state that a run's facts lead to. */
export function foldFacts(facts: readonly Fact[]): RunState {
  let state: RunState | null = null;
  for (const fact of facts) state = applyFact(state, fact);
  if (state === null) throw new Error('a run without facts has no state');
  return state;
}

function startOf({ requesterId, revision, revisionDigest, materialDigest }: FactOf<'run_started'>): RunState {
  return {
    status: 'open', requesterId, revision, revisionDigest, materialDigest, taskCount: 0,
    openTasks: [], stoppedStepIds: [], waits: [], branches: [], doneStepIds: [], skippedStepIds: [], signatures: [], refusedBy: null, effectStepIds: [],
  };
}

/** Stopped, as long as a step is; where the run was given back it stays so until it is revised, or what gave it back is taken back. */
function statusOf(next: RunState, fact: Fact): RunState['status'] {
  if (fact.kind === 'ended') return fact.outcome;
  if (fact.kind === 'returned') return 'returned';
  const wakes = fact.kind === 'revised' || fact.kind === 'decision_revoked';
  if (!wakes && (hasEnded(next.status) || next.status === 'returned')) return next.status;
  return next.stoppedStepIds.length > 0 ? 'needs_approver' : 'open';
}

function partsOf(state: RunState, fact: Exclude<Fact, { kind: 'run_started' }>): Parts {
  if (isUndoing(fact)) return compensated(state, fact);
  switch (fact.kind) {
    case 'condition_evaluated':
    case 'task_expired':
    case 'reversed':
      return {};
    case 'branch_taken':
      return { branches: [...state.branches, { stepId: fact.stepId, branchId: fact.branchId }] };
    case 'step_skipped':
    case 'step_done':
      return fact.kind === 'step_done' ? { doneStepIds: [...state.doneStepIds, fact.stepId] } : { skippedStepIds: [...state.skippedStepIds, fact.stepId] };
    case 'task_opened':
      return opened(state, fact);
    case 'approver_missing':
      return { stoppedStepIds: [...without(state.stoppedStepIds, fact.stepId), fact.stepId] };
    case 'candidates_changed':
    case 'signer_added':
    case 'signer_removed':
      return othersAsked(state, fact);
    case 'signature_served':
      return { signatures: [...state.signatures, { stepId: fact.stepId, memberId: fact.memberId, number: fact.number, revision: fact.revision, revisionDigest: fact.revisionDigest, at: fact.at, servedFrom: fact.fromStepId }] };
    case 'decided':
      return decided(state, fact);
    case 'task_closed':
      return closed(state, fact);
    case 'wait_started':
    case 'wait_over':
      return waited(state, fact);
    case 'step_left':
      return { stoppedStepIds: without(state.stoppedStepIds, fact.stepId), waits: state.waits.filter(({ stepId }) => stepId !== fact.stepId) };
    case 'effect_wanted':
      return { effectStepIds: [...state.effectStepIds, fact.stepId] };
    case 'returned':
      // Nobody is asked, nothing is waited for, until there is a new revision.
      return { stoppedStepIds: [], waits: [] };
    case 'ended':
      return { openTasks: [], stoppedStepIds: [], waits: [], ...(state.compensation && { compensation: { ...state.compensation, state: 'compensating' } }) };
    case 'decision_revoked':
      return { ...reopened(state, fact.reopenedStepIds), ...revoked(state, fact) };
    case 'went_back':
      return { ...reopened(state, fact.reopenedStepIds), signatures: state.signatures.filter(({ stepId }) => !fact.reopenedStepIds.includes(stepId)), refusedBy: null };
    case 'revised':
      return revised(state, fact);
    case 'migrated':
      return { ...reopened(state, fact.reopenedStepIds), signatures: withoutVoided(state, fact.voided) };
    default:
      throw new Error(`no fact is called ${(fact satisfies never as FactBody).kind}`);
  }
}

function compensated({ effectStepIds, compensation }: RunState, fact: UndoingFact): Parts {
  // Whatever it waited for does not come to pass any more.
  if (fact.kind === 'compensation_begun') return { waits: [], compensation: { stepId: fact.stepId, state: 'waiting', leftStepIds: [] } };
  const left = compensation?.leftStepIds ?? [];
  const since = (more: Partial<Compensation>) => compensation && { compensation: { ...compensation, ...more } };
  if (fact.kind === 'compensated') return { ...since({ state: 'compensated' }) };
  if (fact.kind === 'compensation_ended') return { ...since({ leftStepIds: without(left, fact.stepId) }) };
  const isUndone = fact.kind === 'compensation_wanted' && fact.how !== 'nothing';
  return { effectStepIds: without(effectStepIds, fact.stepId), ...(isUndone && since({ leftStepIds: [...left, fact.stepId] })) };
}

const idsOf = (named: readonly { readonly memberId: string }[]) => named.map(({ memberId }) => memberId);
const without = (ids: readonly string[], id: string) => ids.filter((other) => other !== id);
const somebody = (key: 'addedIds' | 'addedByRuleIds' | 'askedAnywayIds', ids: readonly string[]) => (ids.length > 0 ? { [key]: ids } : {});

function waited({ waits, doneStepIds }: RunState, fact: FactOf<'wait_started' | 'wait_over'>): Parts {
  if (fact.kind === 'wait_started') return { waits: [...waits, { stepId: fact.stepId, until: fact.until }] };
  return { waits: waits.filter(({ stepId }) => stepId !== fact.stepId), doneStepIds: [...doneStepIds, fact.stepId] };
}

/** Who is asked in a task that is open already. */
function othersAsked(state: RunState, fact: FactOf<'candidates_changed' | 'signer_added' | 'signer_removed'>): Parts {
  if (fact.kind === 'signer_added') return signerAdded(state, fact);
  if (fact.kind === 'signer_removed') return signerRemoved(state, fact);
  const { number, candidates, askedAnywayIds } = fact;
  const changed = ({ askedAnywayIds: _before, ...task }: OpenTask): OpenTask => ({ ...task, candidateIds: idsOf(candidates), byRuleIds: task.byRuleIds ?? task.candidateIds, ...(askedAnywayIds && { askedAnywayIds }) });
  return { openTasks: state.openTasks.map((task) => (task.number === number ? changed(task) : task)) };
}

function signerAdded({ addedSigners = [], openTasks }: RunState, { number, stepId, memberId, because, byMemberId }: FactOf<'signer_added'>): Parts {
  const withThem = (task: OpenTask): OpenTask => ({
    ...task, quorum: task.quorum + 1, candidateIds: [...task.candidateIds, memberId], addedIds: [...(task.addedIds ?? []), memberId],
    ...(task.byRuleIds && { byRuleIds: [...task.byRuleIds, memberId] }),
  });
  return { addedSigners: [...addedSigners, { stepId, memberId, because, byMemberId }], openTasks: openTasks.map((task) => (task.number === number ? withThem(task) : task)) };
}

/** A step's task is as if they had never been added to it; who is asked anyway goes on being asked. */
function signerRemoved({ addedSigners = [], openTasks }: RunState, { stepId, memberId, isAskedStill, quorum }: FactOf<'signer_removed'>): Parts {
  const withoutThem = ({ addedIds = [], addedByRuleIds = [], askedAnywayIds = [], byRuleIds, ...task }: OpenTask): OpenTask => {
    // Before it was kept who is asked anyway, that was said of whom the rules named.
    const isByRule = addedByRuleIds.includes(memberId) || (isAskedStill && !askedAnywayIds.includes(memberId));
    return {
      ...task, quorum: quorum ?? task.quorum - 1, candidateIds: isAskedStill ? task.candidateIds : without(task.candidateIds, memberId), ...(byRuleIds && { byRuleIds: isByRule ? byRuleIds : without(byRuleIds, memberId) }),
      ...somebody('addedIds', without(addedIds, memberId)), ...somebody('addedByRuleIds', without(addedByRuleIds, memberId)), ...somebody('askedAnywayIds', without(askedAnywayIds, memberId)),
    };
  };
  const isThem = (added: AddedSigner) => added.stepId === stepId && added.memberId === memberId;
  return { addedSigners: addedSigners.filter((added) => !isThem(added)), openTasks: openTasks.map((task) => (task.stepId === stepId && task.addedIds?.includes(memberId) ? withoutThem(task) : task)) };
}

function opened(state: RunState, { number, stepId, quorum, candidates, addedIds, addedByRuleIds }: FactOf<'task_opened'>): Parts {
  const task = { number, stepId, revision: state.revision, quorum, candidateIds: idsOf(candidates), ...(addedIds && { addedIds }), ...(addedByRuleIds && { addedByRuleIds, askedAnywayIds: addedByRuleIds }) };
  return { taskCount: number, openTasks: [...state.openTasks, task], stoppedStepIds: without(state.stoppedStepIds, stepId) };
}

function decided(state: RunState, fact: Fact & { kind: 'decided' }): Parts {
  const { stepId, memberId, onBehalfOf, number, verdict, revision, revisionDigest, at } = fact;
  if (verdict !== 'approve') return { refusedBy: { stepId, memberId, number, verdict, at } };
  return { signatures: [...state.signatures, { stepId, memberId, ...(onBehalfOf !== undefined && { onBehalfOf }), number, revision, revisionDigest, at }] };
}

function closed(state: RunState, { number, stepId, outcome }: FactOf<'task_closed'>): Parts {
  const openTasks = state.openTasks.filter((task) => task.number !== number);
  return outcome === 'approved' ? { openTasks, doneStepIds: [...state.doneStepIds, stepId] } : { openTasks };
}

function reopened(state: RunState, stepIds: readonly string[]): Parts {
  const stays = (stepId: string) => !stepIds.includes(stepId);
  return {
    doneStepIds: state.doneStepIds.filter(stays),
    skippedStepIds: state.skippedStepIds.filter(stays),
    branches: state.branches.filter(({ stepId }) => stays(stepId)),
    stoppedStepIds: state.stoppedStepIds.filter(stays),
    waits: state.waits.filter(({ stepId }) => stays(stepId)),
  };
}

function revoked(state: RunState, { number, memberId, verdict, voided = [] }: FactOf<'decision_revoked'>): Parts {
  if (verdict !== 'approve') return { refusedBy: null };
  return { signatures: withoutVoided(state, voided).filter((signature) => signature.number !== number || signature.memberId !== memberId) };
}

const withoutVoided = ({ signatures }: RunState, voided: FactOf<'migrated'>['voided']) =>
  signatures.filter(({ stepId, memberId }) => !voided.some((other) => other.stepId === stepId && other.memberId === memberId));

function revised(state: RunState, fact: FactOf<'revised'>): Parts {
  const { revision, revisionDigest, materialDigest } = fact;
  const next = { revision, revisionDigest, materialDigest };
  // Before it was said which signatures a revision voids, a material one voided them all.
  if (fact.voided === undefined) return fact.material ? { ...next, ...anew } : next;
  return { ...next, ...reopened(state, fact.reopenedStepIds ?? []), signatures: withoutVoided(state, fact.voided), refusedBy: null };
}

const anew = { openTasks: [], stoppedStepIds: [], waits: [], branches: [], doneStepIds: [], skippedStepIds: [], signatures: [], refusedBy: null } satisfies Parts;
