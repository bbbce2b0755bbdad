import type { EffectEnd, RunEffect } from '@countersign/database/effects';
import type { Tx } from '@countersign/database/platform';
import type { RequestFile } from '@countersign/database/requests';
import { Refusal, type Receipt } from '@countersign/contracts/platform';
import { decide, hasEnded, type Answer, type Command, type Effect, type EffectStanding, type RunState, type Undone as HowEnded } from '@countersign/engine';
import { tell } from '../notifications/index.js';
import type { Record } from '../platform/record.js';
import { contentOf, signersOfAll } from './command-request.part.js';
import { enqueueEffects } from './enqueue-effects.part.js';
import { chainOf, plannedOf, type Undone } from './reversal.part.js';
import { definitionOf, factsOf, refusalOf, runChangeOf, stepNameOf, subjectOf } from './run-change.part.js';
import { worldOf } from './world.part.js';

type Accepted = Extract<Answer, { ok: true }>;

/** A run whose request is held, and all its effects after it, in this order: whoever ends an effect waits, and sees what was decided. */
export interface HeldRun {
  readonly tx: Tx;
  readonly record: Record;
  readonly at: Date;
  readonly file: RequestFile;
  readonly effects: readonly RunEffect[];
}

/** Who decided that what the run has done is undone, about which effect, and why. */
export interface Ordered {
  readonly effectId: string;
  readonly memberId: string;
  readonly reason: string;
  readonly repairId?: string;
}

/** Holds the request, then its effects. */
export async function holdRun(tx: Tx, requestId: string): Promise<Pick<HeldRun, 'file' | 'effects'> | null> {
  const file = await tx.requests.lock(requestId);
  return file && { file, effects: await tx.compensations.lockEffects(requestId) };
}

/**
 * What comes next of undoing what a run has done, as its effects stand: it is begun, what was under way has ended, or what undoes an effect has.
 * Null where nothing does. One step at a time: each is one command, and whoever asks again finds the next.
 */
export async function goOnCompensating(held: HeldRun): Promise<Receipt | null> {
  const { file, effects } = held;
  const command = nextCommand(file.run.state, effects);
  if (command === null) return null;
  const answer = answerTo(held, command);
  return answer.ok && answer.facts.length > 0 ? save(held, answer, null) : null;
}

/** The same, because somebody says so. What they say it of was not carried out, unless it was. */
export async function orderCompensation(held: HeldRun, ordered: Ordered): Promise<{ readonly receipt: Receipt; readonly compensation: 'waiting' | 'compensating' | 'compensated' }> {
  const stepId = held.effects.find(({ id }) => id === ordered.effectId)?.stepId ?? '';
  const answer = answerTo(held, { kind: 'compensate', stepId, memberId: ordered.memberId, reason: ordered.reason, effects: standingsFor(held.effects, ordered.effectId) });
  if (!answer.ok) throw refusalOf(answer.refusal);
  return { receipt: await save(held, answer, ordered), compensation: answer.state.compensation?.state ?? 'compensated' };
}

/** How effects stand for who says of one of which nobody knows that it was not carried out. */
export function standingsFor(effects: readonly RunEffect[], effectId: string): EffectStanding[] {
  const isOpen = (effect: RunEffect) => effect.id === effectId && (effect.state === 'unknown' || (effect.state === 'parked' && effect.inDoubt));
  const said = effects.find(isOpen)?.stepId;
  return standingsOf(effects).map((standing): EffectStanding => (standing.stepId === said ? { ...standing, is: 'not_done' } : standing));
}

const answerTo = ({ file, at }: HeldRun, command: Command): Answer => decide(definitionOf(file), file.run.state, command, worldOf(file, contentOf(file).content, at));

const isDoing = ({ undoesId }: RunEffect) => undoesId === null;

function nextCommand({ compensation, effectStepIds, status }: RunState, effects: readonly RunEffect[]): Command | null {
  if (compensation === undefined) {
    const failed = effects.find((effect) => isDoing(effect) && effect.state === 'failed' && effect.onFailure === 'compensate' && effectStepIds.includes(effect.stepId));
    return failed && (!hasEnded(status) || status === 'approved') ? { kind: 'compensate', stepId: failed.stepId, effects: standingsOf(effects) } : null;
  }
  if (compensation.state === 'waiting') return { kind: 'effects_ended', effects: standingsOf(effects) };
  for (const stepId of compensation.leftStepIds) {
    const as = endings[effects.find((effect) => !isDoing(effect) && effect.stepId === stepId)?.state ?? ''];
    if (as !== undefined) return { kind: 'compensation_ended', stepId, as };
  }
  return null;
}

const endings: { readonly [state: string]: HowEnded } = { succeeded: 'undone', resolved: 'by_hand', skipped: 'left' };

/** How the effects of a run stand. */
export const standingsOf = (effects: readonly RunEffect[]): EffectStanding[] => effects.filter(isDoing).map((effect) => ({ stepId: effect.stepId, is: standingOf(effect) }));

/** What is known of it: done, not done, not begun; or not known yet, since it is under way, or somebody has to say. */
function standingOf({ state, attempts, kind, inDoubt }: RunEffect): EffectStanding['is'] {
  switch (state) {
    case 'succeeded':
    case 'resolved':
      return 'done';
    case 'wanted':
      // A webhook that was not answered may have arrived; a call says so itself.
      return attempts === 0 ? 'not_begun' : kind === 'webhook' || inDoubt ? 'under_way' : 'not_done';
    case 'running':
    case 'unknown':
    case 'asked':
      return 'under_way';
    case 'parked':
      return inDoubt ? 'under_way' : 'not_done';
    default:
      return 'not_done';
  }
}

async function save(held: HeldRun, answer: Accepted, ordered: Ordered | null): Promise<Receipt> {
  const { tx, record, at, file } = held;
  const { compensation } = answer.state;
  const requestStatus = answer.state.status;
  const [begun] = factsOf(answer, 'compensation_begun');
  const said = begun ? 'request.compensation_begun' : compensation?.state === 'compensated' ? 'request.compensated' : 'request.compensation_went_on';
  const receipt = record.act({
    action: said,
    subject: { kind: 'request', id: file.requestId, label: `request ${file.number}` },
    reason: ordered?.reason ?? (begun ? `${nameOf(file, begun.stepId)} failed for good.` : null),
    before: { status: file.run.state.status },
    after: { status: requestStatus, compensation: compensation?.state ?? '', ...whatOf(held, answer), ...(ordered && { effectId: ordered.effectId }), ...(ordered?.repairId !== undefined && { repairId: ordered.repairId }) },
  });
  const change = runChangeOf(subjectOf(file, contentOf(file)), answer, receipt.entryId, at);
  tx.requests.save(change);
  if (ordered) await leaveOut(held, answer, ordered);
  await tx.compensations.endEffects(endsOf(held, answer), at);
  const chain = chainOf(undoneBy(held, answer), receipt.entryId);
  await tx.effects.insertUndoing({ runId: file.run.id, requestId: file.requestId, revisionDigest: file.revision.revisionDigest, at }, chain);
  if (chain[0]?.state === 'wanted') record.enqueue('effects', { effectId: chain[0].id });
  if (factsOf(answer, 'ended').length > 0) tell(record, { receipt, requestId: file.requestId, requestStatus, kind: 'reversed', byMemberId: ordered?.memberId ?? null, askedIds: signersOfAll(file) });
  enqueueEffects(record, change);
  return receipt;
}

const nameOf = (file: RequestFile, stepId: string) => stepNameOf(definitionOf(file), stepId);

/** Which steps: not carried out any more, to be undone, left since nothing has to be undone, undone. */
function whatOf({ file }: HeldRun, answer: Accepted) {
  const names = (facts: readonly { readonly stepId: string }[]) => facts.map(({ stepId }) => nameOf(file, stepId));
  const wanted = factsOf(answer, 'compensation_wanted');
  const lists = {
    notCarriedOut: names(factsOf(answer, 'effect_let_go')),
    toUndo: names(wanted.filter(({ how }) => how !== 'nothing')),
    left: names(wanted.filter(({ how }) => how === 'nothing')),
    ended: factsOf(answer, 'compensation_ended').map(({ stepId, as }) => `${nameOf(file, stepId)}: ${as}`),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

/** What somebody decided it about, where it waited for them. */
async function leaveOut({ tx, at, effects }: HeldRun, answer: Accepted, { effectId, memberId, reason }: Ordered): Promise<void> {
  const effect = effects.find(({ id }) => id === effectId);
  if (effect && isWaiting(effect) && factsOf(answer, 'effect_let_go').some(({ stepId }) => stepId === effect.stepId)) await tx.compensations.skip(effectId, { memberId, reason, at });
}

const isWaiting = ({ state }: RunEffect) => state === 'failed' || state === 'unknown' || state === 'parked';

function endsOf({ file, effects }: HeldRun, answer: Accepted): EffectEnd[] {
  const of = (stepId: string) => effects.filter((effect) => isDoing(effect) && effect.stepId === stepId);
  const [begun] = factsOf(answer, 'compensation_begun');
  const stepName = nameOf(file, answer.state.compensation?.stepId ?? '');
  const problem = begun?.byMemberId === undefined ? `“${stepName}” failed for good before this was carried out.` : 'Somebody had what was carried out undone before this was.';
  const letGo = factsOf(answer, 'effect_let_go').flatMap(({ stepId }) => of(stepId)).flatMap((effect): EffectEnd[] => {
    if (effect.state === 'wanted') return [{ id: effect.id, state: 'called_off', problem }];
    return isWaiting(effect) && !(begun?.byMemberId !== undefined && begun.stepId === effect.stepId) ? [{ id: effect.id, state: 'given_up', problem: null }] : [];
  });
  const begunToUndo = factsOf(answer, 'compensation_wanted').filter(({ how }) => how !== 'nothing').flatMap(({ stepId }) => of(stepId)).map(({ id }): EffectEnd => ({ id, state: 'compensating', problem: null }));
  const ended = factsOf(answer, 'compensation_ended').flatMap(({ stepId, as }) => of(stepId).map(({ id, isResolved }): EffectEnd => ({ id, state: as !== 'left' ? 'compensated' : isResolved ? 'resolved' : 'succeeded', problem: null })));
  return [...letGo, ...begunToUndo, ...ended];
}

/** What is undone, the first first, with what does it. What cannot be made up any more is a person's. */
function undoneBy({ file, effects }: HeldRun, answer: Accepted): Undone[] {
  return factsOf(answer, 'compensation_wanted').flatMap(({ stepId, how }): Undone[] => {
    const effect = effects.find((candidate) => isDoing(candidate) && candidate.stepId === stepId);
    if (!effect) throw new Error(`the effect of step ${stepId} is not here`);
    return [undoneIn(file, effect, how)];
  });
}

/** What undoes an effect, as its step says; a person where that cannot be made up. */
export function undoneIn(file: RequestFile, effect: RunEffect, how: Effect | 'person' | 'nothing'): Undone {
  if (typeof how === 'string') return { effect, how, planned: null };
  try {
    return { effect, how: how.kind, planned: plannedOf(file, effect, how) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { effect, how: 'person', planned: null, problem: `What would undo it cannot be made up. ${error.message}` };
  }
}
