import type { OpenedTask, RequestFile, RunChange } from '@countersign/database/requests';
import { findStep, readDefinition, signersOf, type Answer, type Fact, type FactBody, type RefusalOfCommand, type TaskOutcome, type WorkflowDefinition } from '@countersign/engine';
import { Refusal } from '@countersign/contracts/platform';
import { newId } from '../platform/ids.js';
import { recordsToRead } from './records-of.part.js';
import { keptOf, planEffect, type PlannedEffect } from './plan-effect.part.js';
import { dueOf, timersOf } from './timers-of.part.js';

type Accepted = Extract<Answer, { ok: true }>;
type FactOf<K extends FactBody['kind']> = Extract<Fact, { kind: K }>;

/** The request that a change is about, as far as effects and steps need it. */
export interface ChangeSubject {
  readonly requestId: string;
  readonly number: number;
  readonly runId: string;
  readonly factCount: number;
  readonly requestType: { readonly id: string; readonly name: string };
  readonly title: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly definition: WorkflowDefinition;
  readonly endpoints: RequestFile['endpoints'];
  readonly connections: RequestFile['connections'];
  readonly people: RequestFile['people'];
  readonly records: RequestFile['records'];
  readonly requester: Pick<RequestFile['requester'], 'memberId' | 'name' | 'unit'>;
  readonly openTasks: RequestFile['openTasks'];
  /** What working time is counted by, where the definition counts any. */
  readonly calendars: RequestFile['calendars'];
}

/** The workflow that a request runs on, in the format that is run. */
export const definitionOf = ({ workflow }: Pick<RequestFile, 'workflow'>): WorkflowDefinition => readDefinition(workflow.definition);

export const subjectOf = (file: RequestFile, content: { readonly content: Readonly<Record<string, unknown>>; readonly title: string }): ChangeSubject => ({
  requestId: file.requestId,
  number: file.number,
  runId: file.run.id,
  factCount: file.run.factCount,
  requestType: file.requestType,
  title: content.title,
  content: content.content,
  definition: definitionOf(file),
  endpoints: file.endpoints,
  connections: file.connections,
  people: file.people,
  records: file.records,
  requester: file.requester,
  openTasks: file.openTasks,
  calendars: file.calendars,
});

export interface WantedEffect extends PlannedEffect {
  readonly stepId: string;
  readonly stepName: string;
}

/** The effects that an answer wants, with exactly what would be sent. */
export function wantedEffects(subject: ChangeSubject, answer: Accepted): WantedEffect[] {
  const { revision, revisionDigest } = answer.state;
  return factsOf(answer, 'effect_wanted').map(({ stepId, effect }) => {
    const stepName = stepNameOf(subject.definition, stepId);
    return { stepId, stepName, ...planEffect({ ...subject, revision, revisionDigest }, stepName, effect) };
  });
}

/** What an accepted command writes: the new state and everything that its facts mean. `causeId` is the audit entry that led to it. */
export function runChangeOf(subject: ChangeSubject, answer: Accepted, causeId: string, at: Date): RunChange {
  const closed = new Map(factsOf(answer, 'task_closed').map(({ number, outcome }) => [number, outcome]));
  const openedTasks = factsOf(answer, 'task_opened').map((fact) => openedTask(subject, answer, fact, { closedAs: closed.get(fact.number), at }));
  const begun = answer.state.waits.filter((wait) => factsOf(answer, 'wait_started').some(({ stepId, until }) => stepId === wait.stepId && until === wait.until));
  return {
    runId: subject.runId,
    requestId: subject.requestId,
    at: at.toISOString(),
    state: answer.state,
    factCount: subject.factCount + answer.facts.length,
    facts: answer.facts.map((fact, index) => ({ seq: subject.factCount + index + 1, fact })),
    closedTasks: subject.openTasks.flatMap(({ id, number }) => {
      const status = closed.get(number);
      return status === undefined ? [] : [{ id, status }];
    }),
    openedTasks,
    askedTasks: askedTasks(subject, answer),
    timers: timersOf(subject, openedTasks, begun, at),
    records: recordsToRead(subject, answer, openedTasks),
    effects: wantedEffects(subject, answer).map((effect) => ({ id: newId(), causeId, stepId: effect.stepId, stepName: effect.stepName, ...orderOf(subject.definition, effect.stepId), ...recordNamedBy(subject.definition, effect.stepId), ...keptOf(effect) })),
  };
}

/** Whether an effect waits for those before it, and what goes on without it. */
function orderOf({ steps }: WorkflowDefinition, stepId: string): { readonly waitsForPrevious: boolean; readonly onFailure: 'park' | 'continue' | 'compensate' } {
  const step = findStep(steps, stepId);
  return step?.kind === 'effect' ? { waitsForPrevious: step.waitsForPrevious === true, onFailure: step.onFailure ?? 'park' } : { waitsForPrevious: false, onFailure: 'park' };
}

/** Of a call whose answer names a record: of which set, and where. */
function recordNamedBy({ steps }: WorkflowDefinition, stepId: string): { readonly recordSetId: string | null; readonly recordPointer: string | null } {
  const step = findStep(steps, stepId);
  const record = step?.kind === 'effect' && step.effect.kind === 'http' ? step.effect.record : undefined;
  return { recordSetId: record?.recordSetId ?? null, recordPointer: record?.idPointer ?? null };
}

/** A task as it is after the command; one that earlier signatures served was closed at once and waits for nobody. */
function openedTask({ definition, calendars }: ChangeSubject, { state }: Accepted, fact: FactOf<'task_opened'>, { closedAs, at }: { readonly closedAs: TaskOutcome | undefined; readonly at: Date }): OpenedTask {
  const { number, stepId, quorum } = fact;
  const signed = signersOf(state, stepId);
  const people = [
    ...fact.candidates.map((named) => ({ ...named, included: true, waiting: closedAs === undefined && !signed.includes(named.memberId) })),
    ...fact.excluded.map((named) => ({ ...named, included: false, waiting: false })),
  ];
  return { id: newId(), number, stepId, stepName: stepNameOf(definition, stepId), status: closedAs ?? 'open', quorum, people, dueAt: dueOf(definition, stepId, calendars, at)?.toISOString() ?? null };
}

/** Tasks that others are asked in now, besides or instead, or one more or one less; who signed already waits no more. */
function askedTasks({ openTasks }: ChangeSubject, answer: Accepted): RunChange['askedTasks'] {
  return answer.facts.flatMap((fact) => {
    if (fact.kind !== 'candidates_changed' && fact.kind !== 'signer_added' && fact.kind !== 'signer_removed') return [];
    const open = answer.state.openTasks.find((task) => ('number' in fact ? task.number === fact.number : task.stepId === fact.stepId));
    const task = openTasks.find(({ number }) => number === open?.number);
    if (!open || !task) return [];
    const signed = signersOf(answer.state, fact.stepId);
    const because = (memberId: string) => (fact.kind === 'candidates_changed' ? fact.candidates.find((named) => named.memberId === memberId) : undefined)?.because ?? (fact.kind === 'signer_added' ? fact.because : '');
    return [{ id: task.id, byMemberId: fact.byMemberId, quorum: open.quorum, people: open.candidateIds.map((memberId) => ({ memberId, because: because(memberId), waiting: !signed.includes(memberId) })) }];
  });
}

export function factsOf<K extends FactBody['kind']>(answer: Accepted, kind: K): FactOf<K>[] {
  return answer.facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}

export const stepNameOf = ({ steps }: WorkflowDefinition, stepId: string) => findStep(steps, stepId)?.name ?? stepId;

/** A refused command as the caller is told it. */
export function refusalOf(refusal: RefusalOfCommand): Refusal {
  switch (refusal.code) {
    case 'condition_failed':
      return new Refusal(refusal.code, { detail: `The condition of step "${refusal.stepId}" cannot be worked out: ${refusal.message} Nothing was recorded.`, extensions: { stepId: refusal.stepId } });
    case 'must_differ':
      return new Refusal(refusal.code, { detail: 'Somebody who signed the one may not sign the other. Nothing was recorded.', extensions: { stepId: refusal.stepId } });
    case 'cannot_move':
      return new Refusal(refusal.code, { detail: `${refusal.message} Nothing was changed.` });
    case 'sign_for_yourself':
      return new Refusal(refusal.code, { detail: 'What is asked of you is needed besides: decide in your own name. Nothing was recorded.' });
    case 'task_closed':
      return new Refusal(refusal.code, { detail: 'Somebody was quicker, or the request has changed. Nothing was recorded.' });
    default:
      return new Refusal(refusal.code);
  }
}

/** The accepted answer, or the refusal as the caller is told it. */
export function accepted(answer: Answer): Accepted {
  if (!answer.ok) throw refusalOf(answer.refusal);
  return answer;
}
