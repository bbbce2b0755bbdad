import type { DoneEffect, Undoing } from '@countersign/database/effects';
import type { RequestFile } from '@countersign/database/requests';
import type { ReversalView } from '@countersign/contracts/requests';
import { findStep, type EffectStep, type WebhookEffect } from '@countersign/engine';
import { canonicalJson, digestOf, newId, sha256Hex } from '../platform/index.js';
import { contentOf } from './command-request.part.js';
import { definitionOf } from './run-change.part.js';

/** One effect and what undoes it, as it would be sent. */
interface Undone {
  readonly effect: DoneEffect;
  readonly how: 'never_begun' | 'webhook' | 'person' | 'nothing';
  readonly webhook: { readonly event: string; readonly target: string; readonly endpointId: string; readonly payload: string; readonly payloadDigest: string } | null;
}

export const neverBegun = ({ state, attempts }: DoneEffect) => state === 'wanted' && attempts === 0;

/** Everything that was wanted and is not undone, the last wanted first. */
export function undoneBy(file: RequestFile, effects: readonly DoneEffect[]): Undone[] {
  const { effectStepIds } = file.run.state;
  return effectStepIds.toReversed().map((stepId): Undone => {
    const effect = effects.find((candidate) => candidate.stepId === stepId);
    if (!effect) throw new Error(`the effect of step ${stepId} is not here`);
    if (neverBegun(effect)) return { effect, how: 'never_begun', webhook: null };
    const { onReverse } = effectStepOf(file, stepId);
    return typeof onReverse === 'string' ? { effect, how: onReverse, webhook: null } : { effect, how: 'webhook', webhook: webhookOf(file, effect, onReverse) };
  });
}

function effectStepOf(file: RequestFile, stepId: string): EffectStep {
  const step = findStep(definitionOf(file).steps, stepId);
  if (step?.kind !== 'effect') throw new Error(`step ${stepId} is no effect of this version`);
  return step;
}

function webhookOf(file: RequestFile, effect: DoneEffect, { endpointId, event }: WebhookEffect): NonNullable<Undone['webhook']> {
  const endpoint = file.endpoints.find(({ id }) => id === endpointId);
  if (!endpoint) throw new Error(`the workflow's endpoint ${endpointId} is not here`);
  const { content, title } = contentOf(file);
  const { revision, revisionDigest } = file.revision;
  const undoes = { effectId: effect.id, event: effect.event };
  const payload = canonicalJson({ type: event, data: { requestId: file.requestId, number: file.number, requestType: file.requestType.name, title, revision, revisionDigest, content, undoes } });
  return { event, target: endpoint.name, endpointId, payload, payloadDigest: sha256Hex(payload) };
}

/** What undoing would do, for who is about to; the digest covers what is done and to whom, not how it is worded. */
export function reversalViewOf(file: RequestFile, undone: readonly Undone[]): ReversalView {
  const { revision, revisionDigest } = file.revision;
  const { id, version, definitionDigest } = file.workflow;
  const done = undone.map(({ effect, how, webhook }) => ({ effectId: effect.id, how, event: webhook?.event ?? null, endpointId: webhook?.endpointId ?? null, payloadDigest: webhook?.payloadDigest ?? null }));
  return {
    requestId: file.requestId,
    number: file.number,
    revision,
    consequencesDigest: digestOf({ v: '1', reversalOf: file.requestId, revisionDigest, workflow: { id, version, definitionDigest }, done }),
    effects: undone.map(({ effect, how, webhook }) => ({ effectId: effect.id, stepName: effect.stepName, how, text: textOf(effect, how, webhook) })),
    byPerson: undone.filter(({ how }) => how === 'person').length,
  };
}

function textOf({ stepName, state, target }: DoneEffect, how: Undone['how'], webhook: Undone['webhook']): string {
  if (how === 'never_begun') return `${stepName} was not begun, and will not be.`;
  const where = target === null ? '' : ` to ${target}`;
  const was = state === 'succeeded' ? `${stepName} was delivered${where}` : `${stepName} may have been delivered${where}`;
  if (how === 'webhook') return `${was}. “${webhook?.event ?? ''}” is sent to ${webhook?.target ?? ''} to undo it.`;
  return how === 'person' ? `${was}. It cannot be undone from here: a person has to, and says so.` : `${was}. Nothing has to be undone.`;
}

/** The chain of what undoes them: one after the other, since what came later may rest on what came before. */
export function chainOf(undone: readonly Undone[], causeId: string): Undoing[] {
  const chain: Undoing[] = [];
  for (const { effect, how, webhook } of undone) {
    if (how !== 'webhook' && how !== 'person') continue;
    const { stepId, stepName, id: undoesId } = effect;
    const base = { id: newId(), stepId, stepName: `Undo ${stepName}`, causeId, undoesId, afterId: chain.at(-1)?.id ?? null };
    chain.push(webhook ? { ...base, ...sent(webhook) } : { ...base, ...byPerson });
  }
  return chain;
}

const sent = ({ endpointId, event, payload, payloadDigest }: NonNullable<Undone['webhook']>) => ({ kind: 'webhook' as const, endpointId, event, payload, payloadDigest, state: 'wanted' as const, lastProblem: null });
const nothing = canonicalJson({});
const byPerson = { kind: 'person' as const, endpointId: null, event: '', payload: nothing, payloadDigest: sha256Hex(nothing), state: 'parked' as const, lastProblem: 'This cannot be undone from here. A person has to, and says so.' };
