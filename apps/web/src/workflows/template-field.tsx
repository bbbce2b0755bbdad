import { useId } from 'react';
import { describedBy, FieldFrame } from '../ui/fields/field.js';

const hint = 'As it is read, without formatting; {{request.title}} stands for a field of the request.';

/** A text of several lines with places that the request fills in. */
export function TemplateField({ label, maxLength, value, onChange }: { readonly label: string; readonly maxLength: number; readonly value: string; readonly onChange: (text: string) => void }) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={undefined}>
      <textarea id={id} rows={6} maxLength={maxLength} value={value} {...describedBy(id, hint, undefined)} onChange={(event) => onChange(event.target.value)} />
    </FieldFrame>
  );
}
