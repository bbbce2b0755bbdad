import { useId } from 'react';
import type { ApprovalStep } from '../platform/workflows/edit-definition.js';
import { describedBy, FieldFrame, SelectField, TextField } from '../ui/fields/field.js';
import { FieldPlace } from './field-place.js';
import type { Choices } from './sources-field.js';

type Record = ApprovalStep['record'];

const fieldsHint = 'One to a line, as JSON pointers such as /bank/iban. A change of any other field stops nothing.';
const linesOf = (text: string) => text.split('\n').map((line) => line.trim());

/** A record of another system that a step is signed by; none where no connection is chosen. */
export function RecordField({ record, choices, onChange }: { readonly record: Record; readonly choices: Choices; readonly onChange: (record: Record) => void }) {
  const id = useId();
  const none = choices.connections.length === 0 ? 'There is no connection yet: an admin creates one first.' : 'It is read before anybody signs, and compared again before anything is carried out.';
  return (
    <>
      <FieldPlace field="record record/connectionId"><SelectField id={`${id}-record`} label="Signed by what another system says" none="no: by the request alone" hint={none} value={record?.connectionId ?? ''} options={choices.connections} onChange={(connectionId) => onChange(connectionId === '' ? undefined : { path: '', fields: [''], ...record, connectionId })} /></FieldPlace>
      {record !== undefined && <FieldPlace field="record/path"><TextField id={`${id}-path`} label="Where it says so" autoComplete="off" spellCheck={false} maxLength={500} hint="Below the connection’s address, such as /vendors/{{request.vendor}}." value={record.path} onChange={(path) => onChange({ ...record, path })} /></FieldPlace>}
      {record !== undefined && (
        <FieldPlace field="record/fields">
          <FieldFrame id={`${id}-fields`} label="Fields that count" hint={fieldsHint}>
            <textarea id={`${id}-fields`} rows={3} spellCheck={false} value={record.fields.join('\n')} {...describedBy(`${id}-fields`, fieldsHint, undefined)} onChange={(event) => onChange({ ...record, fields: linesOf(event.target.value) })} />
          </FieldFrame>
        </FieldPlace>
      )}
    </>
  );
}
