import { useId } from 'react';
import type { Span } from '../platform/workflows/edit-definition.js';
import { FieldFrame } from '../ui/fields/field.js';
import styles from './edit-workflow.module.css';

type Unit = 'hours' | 'workingHours' | 'workingDays';
const units: readonly { readonly id: Unit; readonly name: string }[] = [{ id: 'hours', name: 'hours' }, { id: 'workingHours', name: 'working hours' }, { id: 'workingDays', name: 'working days' }];

const unitOf = (span: Span): Unit => ('workingDays' in span ? 'workingDays' : 'workingHours' in span ? 'workingHours' : 'hours');
const lengthOf = (span: Span): number => Object.values(span)[0] ?? 0;
const spanOf = (unit: Unit, length: number): Span => (unit === 'hours' ? { hours: length } : unit === 'workingHours' ? { workingHours: length } : { workingDays: length });

export interface SpanFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** Undefined where there is none; then nothing is counted. */
  readonly span: Span | undefined;
  readonly onChange: (span: Span | undefined) => void;
}

/** A length of time: how many of what. Left empty, there is none. */
export function SpanField({ label, hint, span, onChange }: SpanFieldProps) {
  const id = useId();
  const unit = span === undefined ? 'hours' : unitOf(span);
  const change = (text: string) => {
    const length = Number(text.replaceAll(/\D/g, '').slice(0, 4));
    onChange(text.trim() === '' ? undefined : spanOf(unit, length));
  };
  return (
    <FieldFrame id={id} label={label} hint={hint ?? null}>
      <div className={styles.span}>
        <input id={id} inputMode="numeric" autoComplete="off" maxLength={4} value={span === undefined ? '' : String(lengthOf(span))} aria-describedby={hint === undefined ? undefined : `${id}-hint`} onChange={(event) => change(event.target.value)} />
        <select aria-label={`${label}: counted in`} value={unit} disabled={span === undefined} onChange={(event) => span && onChange(spanOf(event.target.value as Unit, lengthOf(span)))}>
          {units.map(({ id: each, name }) => <option key={each} value={each}>{name}</option>)}
        </select>
      </div>
    </FieldFrame>
  );
}
