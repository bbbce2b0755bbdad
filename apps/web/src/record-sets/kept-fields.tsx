import { recordFieldsMax, recordFieldTypes, type RecordField } from '@countersign/contracts/record-sets';
import { Button } from '../ui/button/button.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import type { RecordSetFieldsProps } from './page-fields.js';
import styles from './record-set.module.css';

const typeWords: Readonly<Record<RecordField['type'], string>> = { text: 'Text', number: 'Number', truth: 'Yes or no', time: 'Time' };

/** By what a record is known, what tells its states apart, and what else of it is kept. */
export function KeptFields({ id, draft, problems, change }: RecordSetFieldsProps) {
  const text = (field: 'idPointer' | 'titlePointer' | 'versionPointer' | 'naturalKeyPointer', label: string, hint: string) => (
    <TextField id={`${id}-${field}`} label={label} hint={hint} problem={problems.get(field)} autoComplete="off" spellCheck={false} maxLength={300} value={draft[field]} onChange={(value) => change({ [field]: value })} />
  );
  const { fields } = draft;
  const set = (index: number, part: Partial<RecordField>) => change({ fields: fields.map((field, at) => (at === index ? { ...field, ...part } : field)) });
  const problem = problems.get('fields');
  return (
    <>
      {text('idPointer', 'Place of its id', 'What the other system calls it; it must not change there.')}
      {text('titlePointer', 'Place of its title', 'What people call it.')}
      <SelectField id={`${id}-versionKind`} label="Version" value={draft.versionKind} options={[{ id: 'time', name: 'A time' }, { id: 'number', name: 'A number' }]} hint="What tells a newer state from an older one: only what is newer is taken." onChange={(kind) => change({ versionKind: kind === 'number' ? 'number' : 'time' })} />
      {text('versionPointer', 'Place of its version', 'Leave it empty where the system says none: then the time of reading counts.')}
      {text('naturalKeyPointer', 'Place of its natural key', 'By what twins are found, such as a tax number. May be left empty.')}
      <div className={styles.fields} id={`${id}-fields`} tabIndex={-1}>
        <h3>Fields</h3>
        <p className={sheetStyles.quiet}>Nothing else of a record is kept.</p>
        {problem !== undefined && <p className={styles.problem}>{problem}</p>}
        {fields.map((field, index) => (
          // Rows have no names of their own until they are filled in: their place is what they are known by.
          <div key={index} className={styles.fieldRow} role="group" aria-label={`Field ${index + 1}`}>
            <label>Name<input value={field.name} maxLength={60} autoComplete="off" onChange={(event) => set(index, { name: event.target.value })} /></label>
            <label>Place<input value={field.pointer} maxLength={300} autoComplete="off" spellCheck={false} onChange={(event) => set(index, { pointer: event.target.value })} /></label>
            <label>Holds<select value={field.type} onChange={(event) => set(index, { type: event.target.value as RecordField['type'] })}>{recordFieldTypes.map((type) => <option key={type} value={type}>{typeWords[type]}</option>)}</select></label>
            <Button onClick={() => change({ fields: fields.toSpliced(index, 1) })}>Leave out</Button>
          </div>
        ))}
        {fields.length < recordFieldsMax && <p className={sheetStyles.acts}><Button onClick={() => change({ fields: [...fields, { name: '', pointer: '', type: 'text' }] })}>Add a field</Button></p>}
      </div>
    </>
  );
}
