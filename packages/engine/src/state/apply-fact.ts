import type { Fact, FactBody } from '../facts/facts.js';
import type { RunState } from './run-state.js';

type FactOf<K extends FactBody['kind']> = Extract<FactBody, { kind: K }>;

/** The state after one more fact. Total: every fact that was ever recorded can be applied. */
export function applyFact(state: RunState | null, fact: Fact | FactBody): RunState {
  if (fact.kind === 'run_started') return startOf(fact);
  if (state === null) throw new Error(`a run begins with run_started, not ${fact.kind}`);
  switch (fact.kind) {
    case 'condition_evaluated':
    case 'effect_wanted':
      return state;
    case 'step_skipped':
      return { ...state, skippedStepIds: [...state.skippedStepIds, fact.stepId] };
    case 'task_opened':
      return openTask(state, fact);
    case 'approver_missing':
      return { ...state, status: 'needs_approver', currentStepId: fact.stepId, openTask: null };
    case 'decided':
      return fact.verdict === 'approve' && state.openTask
        ? { ...state, openTask: { ...state.openTask, approvedBy: [...state.openTask.approvedBy, fact.memberId] } }
        : state;
    case 'task_closed':
      return { ...state, openTask: null, doneStepIds: fact.outcome === 'approved' ? [...state.doneStepIds, fact.stepId] : state.doneStepIds };
    case 'returned':
      return { ...state, status: 'returned', currentStepId: fact.stepId };
    case 'revised':
      return revise(state, fact);
    case 'ended':
      return { ...state, status: fact.outcome, openTask: null, currentStepId: null };
  }
}

/** The state that a run's facts lead to. */
export function foldFacts(facts: readonly (Fact | FactBody)[]): RunState {
  let state: RunState | null = null;
  for (const fact of facts) state = applyFact(state, fact);
  if (state === null) throw new Error('a run without facts has no state');
  return state;
}

function startOf(fact: FactOf<'run_started'>): RunState {
  const { requesterId, revision, revisionDigest, materialDigest } = fact;
  return { status: 'open', requesterId, revision, revisionDigest, materialDigest, taskCount: 0, openTask: null, currentStepId: null, doneStepIds: [], skippedStepIds: [] };
}

function openTask(state: RunState, fact: FactOf<'task_opened'>): RunState {
  const { number, stepId, quorum } = fact;
  const candidateIds = fact.candidates.map((candidate) => candidate.memberId);
  return { ...state, status: 'open', currentStepId: stepId, taskCount: number, openTask: { number, stepId, quorum, candidateIds, approvedBy: [] } };
}

function revise(state: RunState, fact: FactOf<'revised'>): RunState {
  const { revision, revisionDigest, materialDigest } = fact;
  const next = { ...state, revision, revisionDigest, materialDigest };
  // What was signed was signed for other material facts: every step begins anew.
  return fact.material ? { ...next, status: 'open', currentStepId: null, doneStepIds: [], skippedStepIds: [] } : next;
}
