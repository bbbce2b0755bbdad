import { useId } from 'react';
import { stepsOf, type ApprovalStep, type Definition, type Span } from '../platform/workflows/edit-definition.js';
import { CheckList } from '../ui/fields/check-list.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { CalendarField } from './calendar-field.js';
import { SourcesField, type Choices } from './sources-field.js';
import { SpanField } from './span-field.js';

export interface StepFieldsProps<S> {
  readonly step: S;
  readonly definition: Definition;
  readonly choices: Choices;
  /** `field` names what is changed, so that typing is undone as one. */
  readonly onChange: (part: Partial<S>, field: string) => void;
}

const option = (id: string, label: string) => ({ id, label, allowed: true, because: null });
const chosenOr = (chosen: ReadonlySet<string>): string[] | undefined => (chosen.size === 0 ? undefined : [...chosen]);

/** Who signs a step, how many of them, what a rejection does, and by when. */
export function ApprovalFields({ step, definition, choices, onChange }: StepFieldsProps<ApprovalStep>) {
  const id = useId();
  const { approvers, quorum, onReject } = step;
  const others = stepsOf(definition.steps).filter((other) => other.id !== step.id);
  const approvals = others.filter(({ kind }) => kind === 'approval').map((other) => option(other.id, other.name));
  const fields = [...new Set(choices.requestTypes.flatMap(({ fields: all }) => all.map(({ path }) => path.split('.')[1] ?? '')))];
  const rules = [...(approvers.authority === true ? ['authority'] : []), ...(step.requesterMaySign === true ? ['requester'] : []), ...(step.stepUp === true ? ['stepUp'] : [])];
  const setRules = (chosen: ReadonlySet<string>) =>
    onChange({ approvers: { ...approvers, authority: chosen.has('authority') || undefined }, requesterMaySign: chosen.has('requester') || undefined, stepUp: chosen.has('stepUp') || undefined }, 'rules');
  return (
    <>
      <SourcesField legend="Who may sign" none="Nobody yet." addLabel="Add who may sign" sources={approvers.anyOf} choices={choices} onChange={(anyOf) => onChange({ approvers: { ...approvers, anyOf } }, 'anyOf')} />
      <SourcesField legend="Except" none="Nobody is left out, but who made the request." addLabel="Leave somebody out" sources={approvers.except ?? []} choices={choices} onChange={(except) => onChange({ approvers: { ...approvers, except: except.length === 0 ? undefined : except } }, 'except')} />
      <SelectField id={`${id}-quorum`} label="How many must sign" value={String(quorum)} options={[...Array.from({ length: 10 }, (_, index) => ({ id: String(index + 1), name: index === 0 ? 'any one of them' : `any ${index + 1} of them` })), { id: 'all', name: 'all of them' }]} onChange={(value) => onChange({ quorum: value === 'all' ? value : Number(value) }, 'quorum')} />
      <SelectField
        id={`${id}-reject`} label="A rejection"
        value={typeof onReject === 'object' ? `to ${onReject.goTo}` : onReject}
        options={[{ id: 'return', name: 'returns it to the requester' }, { id: 'end', name: 'ends it' }, ...others.map((other) => ({ id: `to ${other.id}`, name: `goes back to “${other.name}”` }))]}
        onChange={(value) => onChange({ onReject: value === 'return' || value === 'end' ? value : { goTo: value.slice(3) } }, 'onReject')}
      />
      <CheckList legend="Rules" options={[option('authority', 'Only whose authority covers the amount'), option('requester', 'Who made the request may sign, too'), option('stepUp', 'A fresh second factor is asked for')]} chosen={new Set(rules)} onChange={setRules} />
      {approvals.length > 0 && <CheckList legend="Signed by others than" options={approvals} chosen={new Set(step.differsFrom)} onChange={(chosen) => onChange({ differsFrom: chosenOr(chosen) }, 'differsFrom')} />}
      {approvals.length > 0 && <CheckList legend="Served by the signature of" options={approvals} chosen={new Set(step.servedBy)} onChange={(chosen) => onChange({ servedBy: chosenOr(chosen) }, 'servedBy')} />}
      {fields.length > 0 && <CheckList legend="A signature is bound to (all that is material, where none is chosen)" options={fields.map((field) => option(field, field))} chosen={new Set(step.boundTo)} onChange={(chosen) => onChange({ boundTo: chosenOr(chosen) }, 'boundTo')} />}
      <Times step={step} choices={choices} onChange={onChange} />
    </>
  );
}

function Times({ step, choices, onChange }: Pick<StepFieldsProps<ApprovalStep>, 'step' | 'choices' | 'onChange'>) {
  const id = useId();
  const { onOverdue, reminders = [], revocableMinutes } = step;
  const what = onOverdue === undefined ? '' : 'then' in onOverdue ? onOverdue.then : 'escalate';
  const after: Span = onOverdue?.after ?? { hours: 24 };
  const setWhat = (value: string) => onChange({ onOverdue: value === '' ? undefined : value === 'escalate' ? { after, escalateTo: [] } : { after, then: value === 'reject' ? 'reject' : 'return' } }, 'onOverdue');
  const setReminder = (span: Span | undefined) => onChange({ reminders: span === undefined ? (reminders.length > 1 ? reminders.slice(1) : undefined) : [span, ...reminders.slice(1)] }, 'reminders');
  const setMinutes = (text: string) => onChange({ revocableMinutes: text.replaceAll(/\D/g, '') === '' ? undefined : Number(text.replaceAll(/\D/g, '').slice(0, 5)) }, 'revocableMinutes');
  return (
    <>
      <TextField id={`${id}-revocable`} label="Can be taken back for" inputMode="numeric" autoComplete="off" maxLength={5} hint="Minutes after the decision. Empty: it cannot." value={revocableMinutes === undefined ? '' : String(revocableMinutes)} onChange={setMinutes} />
      <SpanField label="Due after" hint="Empty: never." span={step.due} onChange={(due) => onChange(due === undefined ? { due, calendarId: undefined } : { due }, 'due')} />
      {step.due !== undefined && <CalendarField id={`${id}-calendar`} calendarId={step.calendarId} choices={choices} onChange={(calendarId) => onChange({ calendarId }, 'calendar')} />}
      {step.due !== undefined && <SpanField label="Reminded before" hint="So long before it is due." span={reminders[0]} onChange={setReminder} />}
      {step.due !== undefined && <SelectField id={`${id}-overdue`} label="Once overdue" value={what} none="nothing happens" options={[{ id: 'escalate', name: 'others are asked, too' }, { id: 'reject', name: 'it is rejected' }, { id: 'return', name: 'it is returned' }]} onChange={setWhat} />}
      {onOverdue !== undefined && <SpanField label="Overdue by" span={after} onChange={(span) => onChange({ onOverdue: { ...onOverdue, after: span ?? { hours: 0 } } }, 'overdueAfter')} />}
      {onOverdue !== undefined && 'escalateTo' in onOverdue && <SourcesField legend="Asked then, too" none="Nobody yet." addLabel="Add whom to ask" sources={onOverdue.escalateTo} choices={choices} onChange={(escalateTo) => onChange({ onOverdue: { after, escalateTo } }, 'escalateTo')} />}
    </>
  );
}
