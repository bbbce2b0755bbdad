import type { Fact, FactBody, Voided } from '../facts/facts.js';

type FactOf<K extends FactBody['kind']> = Extract<Fact, { kind: K }>;

/** What the facts say of one step since the run's round began. */
export interface StepPath {
  /** The last time that its condition was asked: the source, what it read, what came of it. Null where it was not asked, or that was not recorded. */
  readonly condition: FactOf<'condition_evaluated'> | null;
  /** When the run came to it: it was skipped, people were asked, nobody was found to ask, or its effect was wanted. Null where it did not come. */
  readonly reachedAt: string | null;
  /** When its task was closed, whatever came of it; null while it is open, and for a step without a task. */
  readonly closedAt: string | null;
  /** Of a condition: the branch that was taken; of a parallel step, `all`. */
  readonly branchId: string | null;
  /** What was decided on its last task, in order, and before it on others of its tasks, as far as it counts still. */
  readonly decisions: readonly FactOf<'decided'>[];
}

export interface RunPath {
  /** A material change begins the steps anew: what was signed before counts no more. */
  readonly round: { readonly number: number; readonly revision: number; readonly beganAt: string };
  /** By step; steps of which nothing became true in this round are not in it. */
  readonly steps: ReadonlyMap<string, StepPath>;
}

const nothing: StepPath = { condition: null, reachedAt: null, closedAt: null, branchId: null, decisions: [] };

/** The way that a run took in its last round, from its facts alone: nothing is evaluated again. */
export function pathOfRun(facts: readonly Fact[]): RunPath {
  let path: RunPath | null = null;
  for (const fact of facts) path = follow(path, fact);
  if (path === null) throw new Error('a run without facts has no path');
  return path;
}

function follow(path: RunPath | null, fact: Fact): RunPath {
  if (fact.kind === 'run_started') return { round: { number: 1, revision: fact.revision, beganAt: fact.at }, steps: new Map() };
  if (path === null) throw new Error(`a run begins with run_started, not ${fact.kind}`);
  switch (fact.kind) {
    case 'revised':
      return revisedPath(path, fact);
    case 'went_back':
      return { ...path, steps: reopened(path.steps, fact.reopenedStepIds, () => true) };
    case 'decision_revoked':
      return { ...path, steps: reopened(path.steps, fact.reopenedStepIds, (stepId, memberId) => memberId === fact.memberId && (stepId === fact.stepId || isVoided(fact.voided, stepId, memberId))) };
    case 'migrated':
      return { ...path, steps: reopened(path.steps, fact.reopenedStepIds, (stepId, memberId) => isVoided(fact.voided, stepId, memberId)) };
    case 'reversed':
    case 'compensated':
    case 'ended':
      return path;
    default:
      return { ...path, steps: new Map([...path.steps, [fact.stepId, stepAfter(path.steps.get(fact.stepId) ?? nothing, fact)]]) };
  }
}

/** Before it was said which steps a revision begins anew, a material one began them all. */
function revisedPath(path: RunPath, { material, revision, at, voided, reopenedStepIds }: FactOf<'revised'>): RunPath {
  if (!material) return path;
  const steps = reopenedStepIds === undefined ? new Map() : reopened(path.steps, reopenedStepIds, (stepId, memberId) => isVoided(voided, stepId, memberId));
  return { round: { number: path.round.number + 1, revision, beganAt: at }, steps };
}

const isVoided = (voided: readonly Voided[] | undefined, stepId: string, memberId: string) => voided?.some((other) => other.stepId === stepId && other.memberId === memberId) ?? false;

/** Of a step that begins anew nothing holds but the signatures that count still. */
function reopened(steps: RunPath['steps'], stepIds: readonly string[], gone: (stepId: string, memberId: string) => boolean): RunPath['steps'] {
  return new Map(
    [...steps].flatMap(([stepId, step]): [string, StepPath][] => {
      if (!stepIds.includes(stepId)) return [[stepId, step]];
      const decisions = signaturesOf(step).filter(({ memberId }) => !gone(stepId, memberId));
      return decisions.length === 0 ? [] : [[stepId, { ...nothing, decisions }]];
    }),
  );
}

const signaturesOf = ({ decisions }: StepPath) => decisions.filter(({ verdict }) => verdict === 'approve');

type OfStep = Exclude<Fact, { kind: 'run_started' | 'revised' | 'went_back' | 'decision_revoked' | 'migrated' | 'reversed' | 'compensated' | 'ended' }>;

function stepAfter(before: StepPath, fact: OfStep): StepPath {
  switch (fact.kind) {
    case 'condition_evaluated':
      return { ...before, condition: fact };
    case 'branch_taken':
      return { ...before, reachedAt: fact.at, branchId: fact.branchId };
    case 'step_skipped':
    case 'approver_missing':
    case 'effect_wanted':
    case 'wait_started':
      return { ...before, reachedAt: fact.at };
    case 'task_opened':
      return { ...before, reachedAt: fact.at, closedAt: null, decisions: signaturesOf(before) };
    case 'decided':
      return { ...before, decisions: [...before.decisions, fact] };
    case 'task_closed':
    case 'step_done':
    case 'wait_over':
    case 'step_left':
      return { ...before, closedAt: fact.at };
    case 'returned':
    case 'signature_served':
    case 'candidates_changed':
    case 'signer_added':
    case 'signer_removed':
    case 'task_expired':
    case 'compensation_begun':
    case 'effect_let_go':
    case 'compensation_wanted':
    case 'compensation_ended':
      return before;
  }
}
