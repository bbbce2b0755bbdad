import { useId } from 'react';
import styles from './sentence-select.module.css';

export interface SentenceOption {
  /** Empty for the option that narrows nothing. */
  readonly value: string;
  readonly label: string;
}

export interface SentenceSelectProps {
  /** What it narrows, for those who listen. */
  readonly label: string;
  readonly value: string;
  readonly options: readonly SentenceOption[];
  readonly onChange: (value: string) => void;
}

/** A choice that stands in a sentence like a word of it. */
export function SentenceSelect({ label, value, options, onChange }: SentenceSelectProps) {
  const id = useId();
  // A value from an address that is not among the choices is shown as it is, not as another.
  const shown = options.some((option) => option.value === value) ? options : [...options, { value, label: value }];
  return (
    <span className={styles.word} data-set={value !== ''}>
      <label htmlFor={id} className="spoken">{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {shown.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </span>
  );
}
