import type { ApprovalStep, ConditionStep, Effect, EffectStep, Overdue, ParallelStep, Source, Span, Step, WaitStep } from '@countersign/engine';
import { canonicalJson } from '../platform/index.js';
import { calendarText, effectText, sourceText, spanText, targetText, type Names } from './name-sources.part.js';

type NameOf = (stepId: string) => string;

/** What changed within a step, each to be read after its name: "needs 2 signatures instead of 1". */
export function changesOfStep(before: Step, after: Step, names: Names, nameOf: NameOf): string[] {
  const common = [
    ...(before.name === after.name ? [] : [`was called “${before.name}”`]),
    ...said(before.when, after.when, (source) => `is taken only if ${source}`, 'is always taken'),
  ];
  if (before.kind === 'approval' && after.kind === 'approval') return [...common, ...whoSigns(before, after, names), ...howMany(before, after), ...whatFollows(before, after, nameOf), ...rules(before, after, nameOf), ...times(before, after, names), ...said(recordText(before, names), recordText(after, names), (text) => `is signed by ${text}, too`, 'is signed by no record of another system any more')];
  if (before.kind === 'condition' && after.kind === 'condition') return [...common, ...branches(before, after)];
  if (before.kind === 'parallel' && after.kind === 'parallel') return [...common, ...joins(before, after)];
  if (before.kind === 'wait' && after.kind === 'wait') return [...common, ...said(waitText(before), waitText(after), (text) => `waits ${text}`, ''), ...countedBy(before, after, names)];
  if (before.kind === 'effect' && after.kind === 'effect') return [...common, ...effects(before, after, names)];
  return [...common, ...(before.kind === 'end' && after.kind === 'end' && before.outcome !== after.outcome ? [`ends the request as ${after.outcome} instead of ${before.outcome}`] : [])];
}

/** "… instead of …", where two things that may be absent differ. */
function said(before: string | undefined, after: string | undefined, words: (text: string) => string, absent: string): string[] {
  if (before === after) return [];
  if (after === undefined) return [absent];
  return [before === undefined ? words(after) : `${words(after)}, instead of ${before}`];
}

const sameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const signatures = (quorum: number | 'all'): string => (quorum === 'all' ? 'the signatures of all' : quorum === 1 ? '1 signature' : `${quorum} signatures`);

function listed(before: readonly Source[], after: readonly Source[], names: Names, more: string, less: string): string[] {
  const text = (source: Source) => sourceText(source, names, (condition) => condition);
  const [old, now] = [new Set(before.map(text)), new Set(after.map(text))];
  return [...[...now].filter((who) => !old.has(who)).map((who) => `${more} ${who}`), ...[...old].filter((who) => !now.has(who)).map((who) => `${less} ${who}`)];
}

function whoSigns({ approvers: before }: ApprovalStep, { approvers: after }: ApprovalStep, names: Names): string[] {
  return [
    ...listed(before.anyOf, after.anyOf, names, 'may be signed by', 'may not be signed any more by'),
    ...listed(before.except ?? [], after.except ?? [], names, 'leaves out', 'does not leave out any more'),
    ...flag(before.authority, after.authority, 'asks only those whose authority covers the amount', 'does not ask for authority over the amount any more'),
  ];
}

const flag = (before: boolean | undefined, after: boolean | undefined, yes: string, no: string): string[] => ((before ?? false) === (after ?? false) ? [] : [after ? yes : no]);

const howMany = ({ quorum: before }: ApprovalStep, { quorum: after }: ApprovalStep): string[] => (before === after ? [] : [`needs ${signatures(after)} instead of ${typeof before === 'number' && typeof after === 'number' ? before : signatures(before)}`]);

function whatFollows({ onReject: before }: ApprovalStep, { onReject: after }: ApprovalStep, nameOf: NameOf): string[] {
  const text = (onReject: ApprovalStep['onReject']) => (typeof onReject === 'object' ? `goes back to “${nameOf(onReject.goTo)}”` : onReject === 'end' ? 'ends the request' : 'returns it to the requester');
  return sameJson(before, after) ? [] : [`a rejection ${text(after)}; before, it ${text(before)}`];
}

function rules(before: ApprovalStep, after: ApprovalStep, nameOf: NameOf): string[] {
  const steps = (ids: readonly string[] | undefined) => (ids === undefined || ids.length === 0 ? undefined : ids.map((id) => `“${nameOf(id)}”`).join(' and '));
  return [
    ...said(steps(before.differsFrom), steps(after.differsFrom), (text) => `must be signed by others than ${text}`, 'may be signed by who signed another step'),
    ...said(steps(before.servedBy), steps(after.servedBy), (text) => `is served by the signature of ${text}`, 'is served by no other signature'),
    ...flag(before.requesterMaySign, after.requesterMaySign, 'may be signed by who made the request', 'may not be signed by who made the request any more'),
    ...said(before.boundTo?.join(', '), after.boundTo?.join(', '), (text) => `is bound to ${text}`, 'is bound to every material field'),
    ...flag(before.stepUp, after.stepUp, 'asks for a fresh second factor', 'does not ask for a fresh second factor any more'),
    ...said(before.revocableMinutes?.toString(), after.revocableMinutes?.toString(), (text) => `can be taken back for ${text} minutes`, 'cannot be taken back'),
  ];
}

/** What an approval says besides who signs, how many of them and what a rejection does, each to be read after its name: "is due after 8 hours". */
export function termsOfApproval(step: ApprovalStep, names: Names, nameOf: NameOf): string[] {
  const { differsFrom: _differs, servedBy: _served, boundTo: _bound, stepUp: _stepUp, revocableMinutes: _revocable, due: _due, calendarId: _calendar, reminders: _reminders, onOverdue: _overdue, ...bare } = step;
  return [...rules(bare, step, nameOf), ...times(bare, step, names)];
}

const spanOrNone = (span: Span | undefined) => (span === undefined ? undefined : spanText(span));

function times(before: ApprovalStep, after: ApprovalStep, names: Names): string[] {
  const reminders = ({ reminders: spans = [] }: ApprovalStep) => (spans.length === 0 ? undefined : spans.map(spanText).join(', '));
  const overdue = ({ onOverdue }: ApprovalStep) => (onOverdue === undefined ? undefined : overdueText(onOverdue, names));
  return [
    ...said(spanOrNone(before.due), spanOrNone(after.due), (text) => `is due after ${text}`, 'is never due'),
    ...countedBy(before, after, names),
    ...said(reminders(before), reminders(after), (text) => `reminds ${text} before`, 'reminds nobody'),
    ...said(overdue(before), overdue(after), (text) => text, 'does nothing when it is overdue'),
  ];
}

function countedBy(before: ApprovalStep | WaitStep, after: ApprovalStep | WaitStep, names: Names): string[] {
  const text = ({ calendarId }: ApprovalStep | WaitStep) => (calendarId === undefined ? undefined : calendarText(names, calendarId));
  return said(text(before), text(after), (name) => `counts by ${name}`, 'counts by the default calendar');
}

function overdueText(overdue: Overdue, names: Names): string {
  const after = `${spanText(overdue.after)} overdue`;
  if ('then' in overdue) return `${overdue.then === 'reject' ? 'is rejected' : 'is returned'} once ${after}`;
  return `also asks ${overdue.escalateTo.map((source) => sourceText(source, names, (condition) => condition)).join(', ')} once ${after}`;
}

function branches({ branches: before }: ConditionStep, { branches: after }: ConditionStep): string[] {
  const known = after.flatMap((branch) => {
    const was = before.find(({ id }) => id === branch.id);
    if (was === undefined) return [`has a branch “${branch.id}”, taken if ${branch.when}`];
    return was.when === branch.when ? [] : [`branch “${branch.id}” is taken if ${branch.when}, instead of ${was.when}`];
  });
  const gone = before.filter(({ id }) => !after.some((branch) => branch.id === id)).map(({ id }) => `has no branch “${id}” any more`);
  const order = (all: ConditionStep['branches']) => all.map(({ id }) => id).filter((id) => before.some((branch) => branch.id === id) && after.some((branch) => branch.id === id));
  return [...known, ...gone, ...(sameJson(order(before), order(after)) ? [] : ['its branches are asked in another order'])];
}

function joins(before: ParallelStep, after: ParallelStep): string[] {
  const ids = ({ branches: all }: ParallelStep) => all.map(({ id }) => id);
  const text = ({ join }: ParallelStep) => (join === 'all' ? 'all' : String(join));
  return [
    ...ids(after).filter((id) => !ids(before).includes(id)).map((id) => `has a branch “${id}” beside the others`),
    ...ids(before).filter((id) => !ids(after).includes(id)).map((id) => `has no branch “${id}” any more`),
    ...(before.join === after.join ? [] : [`waits for ${text(after)} of its branches instead of ${text(before)}`]),
  ];
}

/** "/bank/iban of /vendors/{{request.vendor}} at ERP". */
const recordText = ({ record }: ApprovalStep, names: Names): string | undefined => record && `${record.fields.map((pointer) => pointer || 'all').join(', ')} of ${record.path} at ${targetText(names, record.connectionId)}`;

const waitText = ({ until }: WaitStep): string => ('message' in until ? `until another system sends “${until.message}”` : 'field' in until ? `until the day in “${until.field}”` : spanText(until));

function effects(before: EffectStep, after: EffectStep, names: Names): string[] {
  const text = (effect: Effect) => `${effect.kind === 'ask' ? '' : 'sends '}${effectText(effect, names)}`;
  const undone = ({ onReverse }: EffectStep) => (typeof onReverse === 'object' ? text(onReverse) : onReverse === 'person' ? 'asks a person to undo it' : 'needs nothing undone');
  return [...said(text(before.effect), text(after.effect), (words) => words, ''), ...bodyChange(before.effect, after.effect), ...recordChange(before.effect, after.effect), ...said(orderText(before), orderText(after), (text) => text, ''), ...(undone(before) === undone(after) ? [] : [`a reversal ${undone(after)}; before, it ${undone(before)}`])];
}

const orderText = ({ waitsForPrevious, onFailure }: EffectStep) => `is carried out ${waitsForPrevious === true ? 'once the effects before it are done' : 'beside other effects'}, and ${failureTexts[onFailure ?? 'park']}`;

const failureTexts = { park: 'what waits for it waits where it fails', continue: 'what waits for it goes on where it fails', compensate: 'what was carried out is undone where it fails' } as const;

/** What a call sends besides its address, where only that is another. */
const bodyChange = (before: Effect, after: Effect): string[] => (before.kind === 'http' && after.kind === 'http' && canonicalJson(before.body) !== canonicalJson(after.body) ? ['sends another body'] : []);

/** Which record the answer to a call names, where only that is another. */
function recordChange(before: Effect, after: Effect): string[] {
  const [was, is] = [before, after].map((effect) => (effect.kind === 'http' ? effect.record : undefined));
  if (is === undefined) return was === undefined ? [] : ['its answer names no record any more'];
  if (was === undefined) return [`its answer names a record, at ${is.idPointer || 'its top'}`];
  if (was.recordSetId !== is.recordSetId) return ['its answer names a record of another set'];
  return was.idPointer === is.idPointer ? [] : [`its answer names the record at ${is.idPointer || 'its top'} instead of ${was.idPointer || 'its top'}`];
}
