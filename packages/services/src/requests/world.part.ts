import { compileCondition } from '@countersign/conditions';
import type { RequestFile } from '@countersign/database/requests';
import { conditionsOf, type ApprovalStep, type Evaluation, type RunState, type WaitStep, type World } from '@countersign/engine';
import type { WorkingTime } from '@countersign/contracts/calendars';
import type { Money } from '@countersign/contracts/platform';
import { calendarOfStep, startOfDay } from '../calendars/index.js';
import { readsDecisions, readsField } from '../workflows/index.js';
import { decisionsOf } from './decisions-of.part.js';
import { amountOf } from './material.part.js';
import { endOfSpan } from './timers-of.part.js';
import { changedFields, isTolerated } from './tolerance.part.js';
import { covers, whoMaySign } from './who-may-sign.part.js';

type Content = Readonly<Record<string, unknown>>;

/** The rows that a request's world is answered from. `revision` is the last one that was saved, whatever content is looked at; a first one is its own, and is not numbered yet. */
export interface Surroundings extends Pick<RequestFile, 'people' | 'managers' | 'requester' | 'calendars' | 'notApproved'> {
  readonly revision: { readonly revision?: number; readonly content: Content };
  readonly requestType: Pick<RequestFile['requestType'], 'amountField' | 'immaterialFields' | 'tolerances'>;
}

/** Where signatures may carry over: what the revisions say that they were given to, and what the one at hand says, each with its files. */
export interface Contents {
  readonly signed: ReadonlyMap<number, Content>;
  readonly now: Content;
}

/** What the engine may ask of a request's world, answered from rows that were loaded beforehand. */
export function worldOf(file: Surroundings, content: Content, now: Date, contents?: Contents): World {
  const { people, managers, requester, revision, requestType, calendars, notApproved } = file;
  const amount = amountOf(content, requestType.amountField);
  // Where no revisions were loaded besides, what was given to the last one was given to what it says.
  const signedTo = (number: number) => (contents ? contents.signed.get(number) : number === (revision.revision ?? 1) ? revision.content : undefined);
  const ask = (source: string, state?: RunState) => evaluate(source, content, requester, state && decisionsOf(state, notApproved ?? []));
  return {
    now: now.toISOString(),
    evaluate: (_step, source, state) => ask(source, state),
    readsAnew: (source) => readsDecisions(source) || changedFields(revision.content, content).some((field) => readsField(source, field)),
    changedSince: (step, since) => [...changedBeyond(step, requestType, signedTo(since.revision), contents?.now ?? content), ...beyondAuthority(step, since.memberId, file, amount)],
    resolve: (step, sources) => whoMaySign({ step, sources, people, managers, requester, amount, ask: (source) => ask(source) }),
    waitUntil: (step) => waitUntil(step, content, now, calendarOfStep(calendars, step))?.toISOString() ?? null,
    isWithin: (minutes, since) => now.getTime() - Date.parse(since) <= minutes * 60_000,
  };
}

/** What a step is bound to and differs beyond its tolerance. A revision that was not loaded is one that nothing is known of: everything may differ. */
function changedBeyond(step: ApprovalStep, type: Surroundings['requestType'], before: Content | undefined, content: Content): readonly string[] {
  if (before === undefined) return ['*'];
  const decides = (field: string) => conditionsOf(step).some((source) => readsField(source, field));
  const isBound = (field: string) => decides(field) || (step.boundTo ? step.boundTo.includes(field) : !type.immaterialFields.includes(field));
  return changedFields(before, content).filter((field) => isBound(field) && (decides(field) || !isTolerated(type.tolerances[field], before[field], content[field])));
}

/** The amount, where somebody signed by their authority and it has come to more than that covers: no tolerance reaches further. */
function beyondAuthority({ approvers }: ApprovalStep, memberId: string | null, { people, requestType }: Surroundings, amount: Money | null): readonly string[] {
  if (approvers.authority !== true || memberId === null || requestType.amountField === null) return [];
  const signer = people.find((person) => person.memberId === memberId);
  return signer !== undefined && amount !== null && covers(signer, amount) ? [] : [requestType.amountField];
}

function evaluate(source: string, content: Content, { unit, memberId, name, standing }: RequestFile['requester'], decisions: ReturnType<typeof decisionsOf> | undefined): Evaluation {
  const compiled = compileCondition(source);
  if (!compiled.ok) return { ok: false, message: compiled.message };
  return compiled.condition.evaluate({ request: { ...content }, requester: { unit, memberId, name, ...(standing && { managerId: standing.managerId, roles: standing.roleIds, groups: standing.groupIds }) }, ...(decisions && { decisions }) });
}

/** A day that a field names begins where its calendar is; in UTC where it has said nothing of that. */
function waitUntil({ until }: WaitStep, content: Content, now: Date, calendar: WorkingTime | null): Date | null {
  if ('message' in until) return null;
  if (!('field' in until)) return endOfSpan(calendar, now, until);
  const day = Object.hasOwn(content, until.field) ? content[until.field] : null;
  return typeof day === 'string' ? startOfDay(calendar?.timeZone ?? 'UTC', day) : null;
}
