import { useId, useState } from 'react';
import { stepsOf, type ApprovalStep, type Definition, type Span } from '../platform/workflows/edit-definition.js';
import { CheckList } from '../ui/fields/check-list.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { CalendarField } from './calendar-field.js';
import { FieldPlace } from './field-place.js';
import { RecordField } from './record-field.js';
import styles from './edit-workflow.module.css';
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

/** Who signs a step, how many of them, what a rejection does, by when, and under which rules. */
export function ApprovalFields(props: StepFieldsProps<ApprovalStep>) {
  const { step, definition, choices, onChange } = props;
  const id = useId();
  const { approvers, quorum, onReject } = step;
  const others = stepsOf(definition.steps).filter((other) => other.id !== step.id);
  return (
    <>
      <SourcesField field="approvers/anyOf" legend="Who may sign" none="Nobody yet." addLabel="Add who may sign" sources={approvers.anyOf} choices={choices} onChange={(anyOf) => onChange({ approvers: { ...approvers, anyOf } }, 'anyOf')} />
      <FieldPlace field="quorum">
        <SelectField id={`${id}-quorum`} label="How many must sign" value={String(quorum)} options={[...Array.from({ length: 10 }, (_, index) => ({ id: String(index + 1), name: index === 0 ? 'any one of them' : `any ${index + 1} of them` })), { id: 'all', name: 'all of them' }]} onChange={(value) => onChange({ quorum: value === 'all' ? value : Number(value) }, 'quorum')} />
      </FieldPlace>
      <FieldPlace field="onReject">
        <SelectField
          id={`${id}-reject`} label="A rejection"
          value={typeof onReject === 'object' ? `to ${onReject.goTo}` : onReject}
          options={[{ id: 'return', name: 'returns it to the requester' }, { id: 'end', name: 'ends it' }, ...others.map((other) => ({ id: `to ${other.id}`, name: `goes back to “${other.name}”` }))]}
          onChange={(value) => onChange({ onReject: value === 'return' || value === 'end' ? value : { goTo: value.slice(3) } }, 'onReject')}
        />
      </FieldPlace>
      <RecordField record={step.record} choices={choices} onChange={(record) => onChange({ record }, 'record')} />
      <Times step={step} choices={choices} onChange={onChange} />
      <Rules {...props} />
    </>
  );
}

/** What most steps do not say: folded, unless this one says some of it. */
function Rules({ step, definition, choices, onChange }: StepFieldsProps<ApprovalStep>) {
  const id = useId();
  const { approvers, revocableMinutes } = step;
  const except = approvers.except ?? [];
  const approvals = stepsOf(definition.steps).filter((other) => other.id !== step.id && other.kind === 'approval').map((other) => option(other.id, other.name));
  const fields = new Map(choices.requestTypes.flatMap(({ fields: all }) => all.map(({ path, label }) => [path.split('.')[1] ?? '', label] as const)));
  const rules = [...(approvers.authority === true ? ['authority'] : []), ...(step.requesterMaySign === true ? ['requester'] : []), ...(step.stepUp === true ? ['stepUp'] : [])];
  const setRules = (chosen: ReadonlySet<string>) =>
    onChange({ approvers: { ...approvers, authority: chosen.has('authority') || undefined }, requesterMaySign: chosen.has('requester') || undefined, stepUp: chosen.has('stepUp') || undefined }, 'rules');
  const setMinutes = (text: string) => onChange({ revocableMinutes: text.replaceAll(/\D/g, '') === '' ? undefined : Number(text.replaceAll(/\D/g, '').slice(0, 5)) }, 'revocableMinutes');
  const count = rules.length + [except.length > 0, step.differsFrom, step.servedBy, step.boundTo, revocableMinutes !== undefined].filter(Boolean).length;
  // Open from the start where there is something to see, and then as the person has it.
  const [startsOpen] = useState(count > 0);
  return (
    <details open={startsOpen}>
      <summary>More rules{count > 0 && `: ${count} set`}</summary>
      <div className={styles.rules}>
        <SourcesField field="approvers/except" legend="Except" none="Nobody is left out, but who made the request." addLabel="Leave somebody out" sources={except} choices={choices} onChange={(next) => onChange({ approvers: { ...approvers, except: next.length === 0 ? undefined : next } }, 'except')} />
        <FieldPlace field="approvers/authority requesterMaySign stepUp"><CheckList legend="Rules" options={[option('authority', 'Only whose authority covers the amount'), option('requester', 'Who made the request may sign, too'), option('stepUp', 'A fresh second factor is asked for')]} chosen={new Set(rules)} onChange={setRules} /></FieldPlace>
        {approvals.length > 0 && <FieldPlace field="differsFrom"><CheckList legend="Signed by others than" options={approvals} chosen={new Set(step.differsFrom)} onChange={(chosen) => onChange({ differsFrom: chosenOr(chosen) }, 'differsFrom')} /></FieldPlace>}
        {approvals.length > 0 && <FieldPlace field="servedBy"><CheckList legend="Served by the signature of" options={approvals} chosen={new Set(step.servedBy)} onChange={(chosen) => onChange({ servedBy: chosenOr(chosen) }, 'servedBy')} /></FieldPlace>}
        {fields.size > 0 && <FieldPlace field="boundTo"><CheckList legend="A signature is bound to (all that is material, where none is chosen)" options={[...fields].map(([field, label]) => option(field, label))} chosen={new Set(step.boundTo)} onChange={(chosen) => onChange({ boundTo: chosenOr(chosen) }, 'boundTo')} /></FieldPlace>}
        <FieldPlace field="revocableMinutes"><TextField id={`${id}-revocable`} label="Can be taken back for" inputMode="numeric" autoComplete="off" maxLength={5} hint="Minutes after the decision. Empty: it cannot." value={revocableMinutes === undefined ? '' : String(revocableMinutes)} onChange={setMinutes} /></FieldPlace>
      </div>
    </details>
  );
}

function Times({ step, choices, onChange }: Pick<StepFieldsProps<ApprovalStep>, 'step' | 'choices' | 'onChange'>) {
  const id = useId();
  const { onOverdue, reminders = [] } = step;
  const what = onOverdue === undefined ? '' : 'then' in onOverdue ? onOverdue.then : 'escalate';
  const after: Span = onOverdue?.after ?? { hours: 24 };
  const setWhat = (value: string) => onChange({ onOverdue: value === '' ? undefined : value === 'escalate' ? { after, escalateTo: [] } : { after, then: value === 'reject' ? 'reject' : 'return' } }, 'onOverdue');
  const setReminder = (span: Span | undefined) => onChange({ reminders: span === undefined ? (reminders.length > 1 ? reminders.slice(1) : undefined) : [span, ...reminders.slice(1)] }, 'reminders');
  return (
    <>
      <FieldPlace field="due"><SpanField label="Due after" hint="Empty: never." span={step.due} onChange={(due) => onChange(due === undefined ? { due, calendarId: undefined } : { due }, 'due')} /></FieldPlace>
      {step.due !== undefined && <FieldPlace field="calendarId"><CalendarField id={`${id}-calendar`} calendarId={step.calendarId} choices={choices} onChange={(calendarId) => onChange({ calendarId }, 'calendar')} /></FieldPlace>}
      {step.due !== undefined && <FieldPlace field="reminders"><SpanField label="Reminded before" hint="So long before it is due." span={reminders[0]} onChange={setReminder} /></FieldPlace>}
      {step.due !== undefined && <FieldPlace field="onOverdue"><SelectField id={`${id}-overdue`} label="Once overdue" value={what} none="nothing happens" options={[{ id: 'escalate', name: 'others are asked, too' }, { id: 'reject', name: 'it is rejected' }, { id: 'return', name: 'it is returned' }]} onChange={setWhat} /></FieldPlace>}
      {onOverdue !== undefined && <FieldPlace field="onOverdue/after"><SpanField label="Overdue by" span={after} onChange={(span) => onChange({ onOverdue: { ...onOverdue, after: span ?? { hours: 0 } } }, 'overdueAfter')} /></FieldPlace>}
      {onOverdue !== undefined && 'escalateTo' in onOverdue && <SourcesField field="onOverdue/escalateTo" legend="Asked then, too" none="Nobody yet." addLabel="Add whom to ask" sources={onOverdue.escalateTo} choices={choices} onChange={(escalateTo) => onChange({ onOverdue: { after, escalateTo } }, 'escalateTo')} />}
    </>
  );
}
