import type { OpenClock } from '@countersign/database/run-migrations';
import type { RequestFile } from '@countersign/database/requests';
import { changedRules, findStep, hasEnded, signersOf, type Answer, type RefusalOfCommand, type RunState, type StepRule, type WorkflowDefinition } from '@countersign/engine';
import { factsOf, stepNameOf, type WantedEffect } from '../requests/index.js';

interface OfStep {
  readonly stepId: string;
  readonly stepName: string;
}

/** What moving one run would do, as a plan keeps it: members by id, nothing that depends on the hour at which it is worked out. */
export interface ForeseenMove {
  readonly verdict: 'unchanged' | 'voids' | 'ends' | 'stays';
  readonly revisionDigest: string;
  /** Signatures that count afterwards as they do now. */
  readonly kept: readonly (OfStep & { readonly memberId: string; readonly onBehalfOf: string | null })[];
  /** Of each step that is open afterwards. */
  readonly quorums: readonly (OfStep & { readonly signed: number; readonly quorum: number })[];
  /** Due times of tasks that stay open, and waits that go on. */
  readonly clocks: readonly (OfStep & { readonly kind: 'due' | 'wait'; readonly at: string })[];
  readonly voided: readonly (OfStep & { readonly memberId: string; readonly why: 'step_gone' | 'rules_changed' | 'served_by_voided'; readonly rules: readonly StepRule[] })[];
  readonly asked: readonly OfStep[];
  /** Steps that nobody could sign; absent where there is none, and of plans that did not keep them. */
  readonly stopped?: readonly OfStep[];
  readonly effects: readonly (OfStep & { readonly event: string; readonly target: string; readonly payloadDigest: string })[];
  readonly status: RunState['status'] | null;
  readonly cannot: { readonly code: RefusalOfCommand['code']; readonly stepId: string | null; readonly message: string | null } | null;
}

interface Versions {
  readonly from: WorkflowDefinition;
  readonly to: WorkflowDefinition;
}

/** Reads out of the engine's answer to `migrate` what it means for one run. */
export function foreseenOf(file: RequestFile, versions: Versions, answer: Answer, around: { readonly clocks: readonly OpenClock[]; readonly effects: (accepted: Extract<Answer, { ok: true }>) => readonly WantedEffect[] }): ForeseenMove {
  const { state: before } = file.run;
  const nothing = { revisionDigest: before.revisionDigest, kept: [], quorums: [], clocks: [], voided: [], asked: [], effects: [] };
  if (!answer.ok) return { ...nothing, verdict: 'stays', status: null, cannot: refusedMove(answer.refusal) };
  const { state } = answer;
  const named = (stepId: string): OfStep => ({ stepId, stepName: nameIn(versions, stepId) });
  const voided = voidedBy(answer, before, versions);
  const effects = around.effects(answer).map(({ stepId, stepName, event, target, payloadDigest }) => ({ stepId, stepName, event, target: target.name, payloadDigest }));
  const stayed = state.openTasks.filter(({ number }) => before.openTasks.some((task) => task.number === number));
  const verdict = hasEnded(state.status) || effects.length > 0 ? 'ends' : voided.length > 0 || (state.status === 'needs_approver' && before.status !== state.status) ? 'voids' : 'unchanged';
  return {
    ...nothing,
    verdict,
    kept: before.signatures
      .filter(({ stepId, memberId }) => !voided.some((other) => other.stepId === stepId && other.memberId === memberId))
      .map(({ stepId, memberId, onBehalfOf = null }) => ({ ...named(stepId), memberId, onBehalfOf })),
    quorums: state.openTasks.map(({ stepId, quorum }) => ({ ...named(stepId), signed: signersOf(state, stepId).length, quorum })),
    clocks: [
      ...stayed.flatMap(({ number, stepId }) => around.clocks.filter((clock) => clock.number === number).map(({ dueAt }) => ({ ...named(stepId), kind: 'due' as const, at: dueAt.toISOString() }))),
      ...state.waits.flatMap(({ stepId, until }) => (until !== null && before.waits.some((wait) => wait.stepId === stepId && wait.until === until) ? [{ ...named(stepId), kind: 'wait' as const, at: until }] : [])),
    ],
    voided: voided.map((gone) => ({ ...named(gone.stepId), ...gone })),
    asked: state.openTasks.filter((task) => !stayed.includes(task)).map(({ stepId }) => named(stepId)),
    ...(state.stoppedStepIds.length > 0 && { stopped: state.stoppedStepIds.map(named) }),
    effects,
    status: state.status,
    cannot: null,
  };
}

/** By the version that it goes to; of a step that is not in it, by the one that it leaves. */
const nameIn = ({ from, to }: Versions, stepId: string) => stepNameOf(findStep(to.steps, stepId) ? to : from, stepId);

function voidedBy(answer: Extract<Answer, { ok: true }>, before: RunState, { from, to }: Versions) {
  return factsOf(answer, 'migrated').flatMap(({ voided }) => voided).map(({ stepId, memberId }) => {
    const rules = changedRules(from, to, stepId);
    const served = before.signatures.some((signature) => signature.stepId === stepId && signature.memberId === memberId && signature.servedFrom !== undefined);
    const why = rules === null ? ('step_gone' as const) : rules.length === 0 && served ? ('served_by_voided' as const) : ('rules_changed' as const);
    return { stepId, memberId, why, rules: rules ?? [] };
  });
}

const refusedMove = (refusal: RefusalOfCommand): NonNullable<ForeseenMove['cannot']> => ({ code: refusal.code, stepId: 'stepId' in refusal ? refusal.stepId : null, message: 'message' in refusal ? refusal.message : null });
