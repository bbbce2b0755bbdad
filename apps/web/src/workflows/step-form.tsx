import type { WorkflowFinding } from '@countersign/contracts/workflows';
import { useId } from 'react';
import { kindNames, newStep, updateStep, type Definition, type Step, type StepKind, type WaitStep } from '../platform/workflows/edit-definition.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { ApprovalFields, type StepFieldsProps } from './approval-fields.js';
import { CalendarField } from './calendar-field.js';
import { ConditionField, ReadableFields } from './condition-field.js';
import { EffectFields } from './effect-fields.js';
import { FieldPlace } from './field-place.js';
import type { Choices } from './sources-field.js';
import { SpanField } from './span-field.js';
import styles from './edit-workflow.module.css';

export interface StepFormProps {
  readonly step: Step;
  readonly definition: Definition;
  readonly choices: Choices;
  readonly findings: readonly WorkflowFinding[];
  readonly findingsId: string;
  /** Id of the field for the name, which a new step is begun with. */
  readonly nameId: string;
  readonly onChange: (definition: Definition, group: string | null) => void;
}

const kinds = Object.entries(kindNames).map(([id, name]) => ({ id, name }));

/** Everything that a step says of itself. */
export function StepForm(props: StepFormProps) {
  const { step, definition, choices, findings, findingsId, nameId, onChange } = props;
  const id = useId();
  const set = (part: Partial<Step>, field: string) => onChange(updateStep(definition, step.id, (before) => ({ ...before, ...part }) as Step), `${step.id} ${field}`);
  const toKind = (kind: string) => onChange(updateStep(definition, step.id, (before) => ({ ...newStep(definition, kind as StepKind, before), ...(before.when !== undefined && { when: before.when }) })), null);
  return (
    <div className={styles.form} data-of={step.id}>
      <FieldPlace field="name"><TextField id={nameId} label="Name" autoComplete="off" maxLength={80} value={step.name} onChange={(name) => set({ name }, 'name')} /></FieldPlace>
      <SelectField id={`${id}-kind`} label="Kind of step" hint="Another kind begins anew, but for name and condition." value={step.kind} options={kinds} onChange={toKind} />
      <FieldPlace field="when">
        <ConditionField label="Only if" isOptional hint="Where it is false, the step is skipped." source={step.when ?? ''} isWrong={findings.some(({ field }) => field === 'when')} findingsId={findingsId} onChange={(source) => set({ when: source === '' ? undefined : source }, 'when')} />
      </FieldPlace>
      <ReadableFields types={choices.requestTypes} roles={choices.roles} groups={choices.groups} />
      <KindFields {...props} set={set} />
    </div>
  );
}

function KindFields({ step, definition, choices, set }: StepFormProps & { readonly set: (part: Partial<Step>, field: string) => void }) {
  const id = useId();
  const props = { definition, choices, onChange: set };
  switch (step.kind) {
    case 'approval':
      return <ApprovalFields {...props} step={step} />;
    case 'wait':
      return <WaitFields {...props} step={step} />;
    case 'effect':
      return <EffectFields {...props} step={step} />;
    case 'end':
      return <SelectField id={`${id}-outcome`} label="Ends the request as" value={step.outcome} options={[{ id: 'rejected', name: 'rejected' }, { id: 'approved', name: 'approved' }]} onChange={(value) => set({ outcome: value === 'approved' ? value : 'rejected' }, 'outcome')} />;
    case 'parallel':
      return (
        <FieldPlace field="join">
          <SelectField
            id={`${id}-join`} label="Goes on once" value={String(step.join)}
            options={[{ id: 'all', name: 'all branches are done' }, ...step.branches.map((_, index) => ({ id: String(index + 1), name: index === 0 ? 'one of them is done' : `${index + 1} of them are done` }))]}
            onChange={(value) => set({ join: value === 'all' ? value : Number(value) }, 'join')}
          />
        </FieldPlace>
      );
    case 'condition':
      return <p className={styles.quiet}>The first branch whose condition holds is taken. Their conditions stand with the branches below.</p>;
  }
}

function WaitFields({ step: { until, calendarId }, choices, onChange }: StepFieldsProps<WaitStep>) {
  const id = useId();
  const fields = choices.requestTypes.flatMap(({ fields: all }) => all.filter(({ kind }) => kind === 'text').map(({ path, label }) => ({ id: path.split('.')[1] ?? '', name: label })));
  const known = 'field' in until && !fields.some((field) => field.id === until.field) ? [...fields, { id: until.field, name: until.field }] : fields;
  return (
    <FieldPlace field="until">
      <SelectField id={`${id}-until`} label="Waits until the day in" none="no field: for a length of time" value={'field' in until ? until.field : ''} options={known} onChange={(field) => onChange({ until: field === '' ? { hours: 24 } : { field } }, 'until')} />
      <TextField id={`${id}-message`} label="Or until another system sends" value={'message' in until ? until.message : ''} onChange={(message) => onChange({ until: message === '' ? { hours: 24 } : { message } }, 'until')} />
      {!('field' in until) && !('message' in until) && <SpanField label="Waits for" span={until} onChange={(span) => onChange({ until: span ?? { hours: 0 } }, 'until')} />}
      <FieldPlace field="calendarId"><CalendarField id={`${id}-calendar`} calendarId={calendarId} choices={choices} onChange={(next) => onChange({ calendarId: next }, 'calendar')} /></FieldPlace>
    </FieldPlace>
  );
}
