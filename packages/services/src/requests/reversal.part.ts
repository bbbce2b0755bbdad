import type { DoneEffect, Undoing } from '@countersign/database/effects';
import type { RequestFile } from '@countersign/database/requests';
import type { ReversalView } from '@countersign/contracts/requests';
import { findStep, type Effect, type EffectStep } from '@countersign/engine';
import { canonicalJson, digestOf, newId, sha256Hex } from '../platform/index.js';
import { contentOf } from './command-request.part.js';
import { keptOf, planEffect, type PlannedEffect } from './plan-effect.part.js';
import { definitionOf } from './run-change.part.js';
import { sendsOf } from './undoing-means.part.js';

/** One effect and what undoes it, as it would be sent. */
export interface Undone {
  readonly effect: DoneEffect;
  readonly how: 'never_begun' | Effect['kind'] | 'person' | 'nothing';
  readonly planned: PlannedEffect | null;
  /** Why a person has to, where something else was to undo it. */
  readonly problem?: string;
}

export const neverBegun = ({ state, attempts }: DoneEffect) => state === 'wanted' && attempts === 0;

/** Everything that was wanted and is not undone, the last wanted first. */
export function undoneBy(file: RequestFile, effects: readonly DoneEffect[]): Undone[] {
  const { effectStepIds } = file.run.state;
  return effectStepIds.toReversed().map((stepId): Undone => {
    const effect = effects.find((candidate) => candidate.stepId === stepId);
    if (!effect) throw new Error(`the effect of step ${stepId} is not here`);
    if (neverBegun(effect)) return { effect, how: 'never_begun', planned: null };
    const { onReverse } = effectStepOf(file, stepId);
    return typeof onReverse === 'string' ? { effect, how: onReverse, planned: null } : { effect, how: onReverse.kind, planned: plannedOf(file, effect, onReverse) };
  });
}

function effectStepOf(file: RequestFile, stepId: string): EffectStep {
  const step = findStep(definitionOf(file).steps, stepId);
  if (step?.kind !== 'effect') throw new Error(`step ${stepId} is no effect of this version`);
  return step;
}

export function plannedOf(file: RequestFile, effect: DoneEffect, onReverse: Effect): PlannedEffect {
  const { content, title } = contentOf(file);
  const { revision, revisionDigest } = file.revision;
  return planEffect({ ...file, content, title, revision, revisionDigest }, effect.stepName, onReverse, { effectId: effect.id, event: effect.event });
}

/** What undoing would do, for who is about to; the digest covers what is done and to whom, not how it is worded. */
export function reversalViewOf(file: RequestFile, undone: readonly Undone[]): ReversalView {
  const { revision, revisionDigest } = file.revision;
  const { id, version, definitionDigest } = file.workflow;
  const done = undone.map(({ effect, how, planned }) => ({ effectId: effect.id, how, event: planned?.event ?? null, targetId: planned?.target.id ?? null, bindingDigest: planned?.target.bindingDigest ?? null, payloadDigest: planned?.payloadDigest ?? null }));
  return {
    requestId: file.requestId,
    number: file.number,
    revision,
    consequencesDigest: digestOf({ v: '1', reversalOf: file.requestId, revisionDigest, workflow: { id, version, definitionDigest }, done }),
    effects: undone.map(({ effect, how, planned }) => ({ effectId: effect.id, stepName: effect.stepName, how, text: textOf(effect, how, planned), ...sentBy(planned) })),
    byPerson: undone.filter(({ how }) => how === 'person').length,
  };
}

/** What is sent to undo it, where something is. */
export function sentBy(planned: PlannedEffect | null): { readonly sends?: string } {
  const sends = planned === null ? undefined : sendsOf(planned);
  return sends === undefined ? {} : { sends };
}

export function textOf(effect: DoneEffect, how: Undone['how'], planned: PlannedEffect | null): string {
  if (how === 'never_begun') return `${effect.stepName} was not begun, and will not be.`;
  const was = wasText(effect);
  if (planned?.kind === 'ask') return `${was}. To undo it, Countersign ${planned.words}.`;
  if (planned?.kind === 'mail' || planned?.kind === 'message' || planned?.kind === 'notice') return `${was}. To undo it, this is sent: ${planned.words}.`;
  if (planned !== null) return planned.kind === 'webhook' ? `${was}. “${planned.event}” is sent to ${planned.target.name} to undo it.` : `${was}. ${planned.event} is called at ${planned.target.name} to undo it.`;
  return how === 'person' ? `${was}. It cannot be undone from here: a person has to, and says so.` : `${was}. Nothing has to be undone.`;
}

function wasText({ stepName, kind, state, target }: DoneEffect): string {
  const isDone = state === 'succeeded' || state === 'resolved';
  if (kind === 'ask') return isDone ? `${stepName} was done by hand` : state === 'asked' ? `${stepName} was asked of ${target ?? 'somebody'}, who need not do it any more and may have done it` : `${stepName} may have been done by hand`;
  const where = target === null ? '' : ` to ${target}`;
  return state === 'succeeded' ? `${stepName} was delivered${where}` : `${stepName} may have been delivered${where}`;
}

/** The chain of what undoes them: one after the other, since what came later may rest on what came before. */
export function chainOf(undone: readonly Undone[], causeId: string): Undoing[] {
  const chain: Undoing[] = [];
  for (const { effect, how, planned, problem } of undone) {
    if (planned === null && how !== 'person') continue;
    const { stepId, stepName, id: undoesId } = effect;
    const base = { id: newId(), stepId, stepName: `Undo ${stepName}`, causeId, undoesId, afterId: chain.at(-1)?.id ?? null };
    chain.push(planned ? { ...base, ...keptOf(planned), state: 'wanted', lastProblem: null } : { ...base, ...byPerson, ...(problem !== undefined && { lastProblem: problem }) });
  }
  return chain;
}

const nothing = canonicalJson({});
const byPerson = { kind: 'person' as const, endpointId: null, connectionId: null, bindingDigest: null, event: '', payload: nothing, payloadDigest: sha256Hex(nothing), state: 'parked' as const, lastProblem: 'This cannot be undone from here. A person has to, and says so.' };
