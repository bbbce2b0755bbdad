import type { RequestFile, RunChange } from '@countersign/database/requests';
import type { Answer, Fact, FactBody, RefusalOfCommand, WorkflowDefinition } from '@countersign/engine';
import { Refusal } from '@countersign/contracts/platform';
import { canonicalJson, sha256Hex } from '../platform/digest.js';
import { newId } from '../platform/ids.js';

type Accepted = Extract<Answer, { ok: true }>;
type FactOf<K extends FactBody['kind']> = Extract<Fact, { kind: K }>;

/** The request that a change is about, as far as effects and steps need it. */
export interface ChangeSubject {
  readonly requestId: string;
  readonly number: number;
  readonly runId: string;
  readonly factCount: number;
  readonly requestTypeName: string;
  readonly title: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly definition: WorkflowDefinition;
  readonly endpoints: RequestFile['endpoints'];
}

export const subjectOf = (file: RequestFile, content: { readonly content: Readonly<Record<string, unknown>>; readonly title: string }): ChangeSubject => ({
  requestId: file.requestId,
  number: file.number,
  runId: file.run.id,
  factCount: file.run.factCount,
  requestTypeName: file.requestType.name,
  title: content.title,
  content: content.content,
  definition: file.workflow.definition,
  endpoints: file.endpoints,
});

export interface WantedEffect {
  readonly stepId: string;
  readonly stepName: string;
  readonly endpoint: { readonly id: string; readonly name: string; readonly url: string };
  readonly event: string;
  readonly payload: string;
  readonly payloadDigest: string;
}

/** The effects that an answer wants, with exactly what would be sent. The body's time is added when it is sent. */
export function wantedEffects(subject: ChangeSubject, answer: Accepted): WantedEffect[] {
  return factsOf(answer, 'effect_wanted').map(({ stepId, effect }) => {
    const endpoint = subject.endpoints.find((candidate) => candidate.id === effect.endpointId);
    if (!endpoint) throw new Error(`the workflow's endpoint ${effect.endpointId} is not here`);
    const { requestId, number, requestTypeName, title, content } = subject;
    const { revision, revisionDigest } = answer.state;
    const payload = { type: effect.event, data: { requestId, number, requestType: requestTypeName, title, revision, revisionDigest, content } };
    const text = canonicalJson(payload);
    return { stepId, stepName: stepNameOf(subject.definition, stepId), endpoint, event: effect.event, payload: text, payloadDigest: sha256Hex(text) };
  });
}

/** What an accepted command writes: the new state and everything that its facts mean. `causeId` is the audit entry that led to it. */
export function runChangeOf(subject: ChangeSubject, answer: Accepted, causeId: string, at: Date): RunChange {
  const opened = factsOf(answer, 'task_opened').at(-1);
  const closed = factsOf(answer, 'task_closed').at(-1);
  return {
    runId: subject.runId,
    requestId: subject.requestId,
    at: at.toISOString(),
    state: answer.state,
    factCount: subject.factCount + answer.facts.length,
    facts: answer.facts.map((fact, index) => ({ seq: subject.factCount + index + 1, fact })),
    ...(closed && { closedTask: { number: closed.number, status: closed.outcome } }),
    ...(opened && { openedTask: openedTask(subject, opened) }),
    effects: wantedEffects(subject, answer).map(({ endpoint, ...effect }) => ({ id: newId(), kind: 'webhook', endpointId: endpoint.id, causeId, ...effect })),
  };
}

function openedTask(subject: ChangeSubject, fact: FactOf<'task_opened'>): NonNullable<RunChange['openedTask']> {
  const { number, stepId, quorum } = fact;
  const people = [...fact.candidates.map((named) => ({ ...named, included: true })), ...fact.excluded.map((named) => ({ ...named, included: false }))];
  return { id: newId(), number, stepId, stepName: stepNameOf(subject.definition, stepId), quorum, people };
}

export function factsOf<K extends FactBody['kind']>(answer: Accepted, kind: K): FactOf<K>[] {
  return answer.facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}

export const stepNameOf = (definition: WorkflowDefinition, stepId: string) => definition.steps.find((step) => step.id === stepId)?.name ?? stepId;

/** A refused command as the caller is told it. */
export function refusalOf(refusal: RefusalOfCommand): Refusal {
  switch (refusal.code) {
    case 'condition_failed':
      return new Refusal(refusal.code, { detail: `The condition of step "${refusal.stepId}" cannot be worked out: ${refusal.message} Nothing was recorded.`, extensions: { stepId: refusal.stepId } });
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
