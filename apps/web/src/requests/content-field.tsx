import type { Field } from '../platform/content/describe-form.js';
import { emptyDraft, itemField, type Draft, type Problem } from '../platform/content/draft.js';
import { isObject } from '../platform/content/describe-form.js';
import { Button } from '../ui/button/button.js';
import { describedBy, FieldFrame } from '../ui/fields/field.js';
import styles from './content-form.module.css';
import { MoneyField } from './money-field.js';
import { RecordPicker } from './record-picker.js';

export interface ContentFieldProps {
  readonly field: Field;
  readonly draft: Draft | undefined;
  readonly problems: readonly Problem[];
  readonly onChange: (draft: Draft) => void;
}

export const controlId = (pointer: string) => `field${pointer.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
const inputTypes = { line: 'text', email: 'email', uri: 'url', integer: 'text', date: 'date', instant: 'datetime-local' } as const;

/** One field of a tenant's form, drawn by its kind. */
export function ContentField(props: ContentFieldProps) {
  const { field, draft, problems, onChange } = props;
  const { kind } = field;
  if (kind.is === 'group') return <GroupField {...props} fields={kind.fields} />;
  if (kind.is === 'list') return <ListField {...props} item={kind.item} />;
  const id = controlId(field.pointer);
  const problem = problems.find(({ pointer }) => pointer === field.pointer || pointer.startsWith(`${field.pointer}/`))?.detail;
  const common = { id, required: field.required, ...describedBy(id, field.hint, problem) };
  const text = typeof draft === 'string' ? draft : '';
  const frame = { id, label: field.label, hint: field.hint, problem, isOptional: !field.required && kind.is !== 'yes-no' && kind.is !== 'fixed' };
  switch (kind.is) {
    case 'fixed':
      return <FieldFrame {...frame}><output id={id} className={styles.fixed}>{typeof kind.value === 'string' ? kind.value : JSON.stringify(kind.value)}</output></FieldFrame>;
    case 'money':
      return <FieldFrame {...frame}><MoneyField {...common} label={field.label} draft={draft} onChange={onChange} /></FieldFrame>;
    case 'yes-no':
      return <FieldFrame {...frame}><input {...common} required={false} type="checkbox" checked={draft === true} onChange={(event) => onChange(event.target.checked)} /></FieldFrame>;
    case 'choice':
      return (
        <FieldFrame {...frame}>
          <select {...common} value={text} onChange={(event) => onChange(event.target.value)}>
            <option value="">{field.required ? 'Choose' : 'None'}</option>
            {kind.options.map((option) => <option key={option} value={option}>{option}</option>)}
          </select>
        </FieldFrame>
      );
    case 'record':
      return <FieldFrame {...frame}><RecordPicker {...common} recordSetId={kind.recordSetId} label={field.label} value={text} onChange={onChange} /></FieldFrame>;
    case 'multiline':
      return <FieldFrame {...frame}><textarea {...common} value={text} onChange={(event) => onChange(event.target.value)} /></FieldFrame>;
    default:
      return <FieldFrame {...frame}><input {...common} type={inputTypes[kind.is]} inputMode={kind.is === 'integer' ? 'numeric' : undefined} value={text} onChange={(event) => onChange(event.target.value)} /></FieldFrame>;
  }
}

function GroupField({ field, fields, draft, problems, onChange }: ContentFieldProps & { readonly fields: readonly Field[] }) {
  const typed = isObject(draft) ? (draft as Readonly<Record<string, Draft>>) : {};
  return (
    <fieldset className={styles.group} id={controlId(field.pointer)} tabIndex={-1}>
      <legend>{field.label}</legend>
      {field.hint !== null && <p className={styles.hint}>{field.hint}</p>}
      {fields.map((child) => <ContentField key={child.pointer} field={child} draft={typed[child.name]} problems={problems} onChange={(part) => onChange({ ...typed, [child.name]: part })} />)}
    </fieldset>
  );
}

function ListField({ field, item, draft, problems, onChange }: ContentFieldProps & { readonly item: Field['schema'] }) {
  const parts = Array.isArray(draft) ? (draft as readonly Draft[]) : [];
  const own = problems.find(({ pointer }) => pointer === field.pointer)?.detail;
  return (
    <fieldset className={styles.group} id={controlId(field.pointer)} tabIndex={-1}>
      <legend>{field.label}</legend>
      {field.hint !== null && <p className={styles.hint}>{field.hint}</p>}
      {own !== undefined && <p className={styles.problem}>{own}</p>}
      {parts.map((part, index) => (
        // A list has no identity but its order.
        <div key={index} className={styles.item}>
          <ContentField field={itemField(field, item, index)} draft={part} problems={problems} onChange={(next) => onChange(parts.map((other, at) => (at === index ? next : other)))} />
          <Button look="bare" onClick={() => onChange(parts.filter((_, at) => at !== index))}>Remove<span className="spoken"> {field.label} {index + 1}</span></Button>
        </div>
      ))}
      <Button onClick={() => onChange([...parts, emptyDraft(itemField(field, item, parts.length))])}>Add to {field.label}</Button>
    </fieldset>
  );
}
