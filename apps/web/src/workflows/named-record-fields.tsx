import { useId } from 'react';
import { SelectField, TextField } from '../ui/fields/field.js';
import { FieldPlace } from './field-place.js';
import type { Effect, OneEffectProps } from './one-effect-props.js';

type Call = Extract<Effect, { kind: 'http' }>;

/** Which record the answer to a call names: of which set, and where its id stands; none where no set is chosen. */
export function NamedRecordFields({ field, effect, choices, onChange }: OneEffectProps<Call>) {
  const id = useId();
  const { record } = effect;
  const hint = choices.recordSets.length === 0 ? 'No records are kept of other systems yet: an admin says which first.' : 'Once it is done, the request is linked to the record that it made, or is about.';
  const choose = (recordSetId: string) => {
    const { record: _, ...without } = effect;
    onChange(recordSetId === '' ? without : { ...effect, record: { idPointer: '/id', ...record, recordSetId } });
  };
  return (
    <>
      <FieldPlace field={`${field}/record ${field}/record/recordSetId`}><SelectField id={`${id}-set`} label="Its answer names a record of" none="no record set" hint={hint} value={record?.recordSetId ?? ''} options={choices.recordSets} onChange={choose} /></FieldPlace>
      {record !== undefined && <FieldPlace field={`${field}/record/idPointer`}><TextField id={`${id}-pointer`} label="Where the answer says its id" autoComplete="off" spellCheck={false} maxLength={200} hint="A JSON pointer into the answer, such as /id or /data/id." value={record.idPointer} onChange={(idPointer) => onChange({ ...effect, record: { ...record, idPointer } })} /></FieldPlace>}
    </>
  );
}
