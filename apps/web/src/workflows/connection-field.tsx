import type { ConnectionKind } from '@countersign/contracts/connections';
import { useId } from 'react';
import { SelectField } from '../ui/fields/field.js';
import { FieldPlace } from './field-place.js';
import type { Choices } from './sources-field.js';

interface ConnectionFieldProps {
  readonly field: string;
  readonly label: string;
  readonly leadsTo: ConnectionKind;
  readonly connectionId: string;
  readonly choices: Choices;
  readonly onChange: (connectionId: string) => void;
}

/** Through which connection something goes, among those that lead to such a system; one that was chosen and is of another kind stays in sight. */
export function ConnectionField({ field, label, leadsTo, connectionId, choices, onChange }: ConnectionFieldProps) {
  const id = useId();
  const options = choices.connections.filter((one) => (one.kind ?? 'http') === leadsTo || one.id === connectionId);
  const hint = options.length === 0 ? 'There is no such connection yet: an admin creates one first.' : null;
  return <FieldPlace field={`${field}/connectionId`}><SelectField id={`${id}-connection`} label={label} none="none chosen" value={connectionId} options={options} hint={hint} onChange={onChange} /></FieldPlace>;
}
