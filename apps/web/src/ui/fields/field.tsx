import type { ReactNode } from 'react';
import styles from './field.module.css';

export interface FieldFrameProps {
  /** Id of the control; the hint is `<id>-hint`, the problem `<id>-problem`. */
  readonly id: string;
  readonly label: string;
  readonly isOptional?: boolean;
  readonly hint?: string | null;
  readonly problem?: string | undefined;
  readonly children: ReactNode;
}

/** A label, its control, what helps and what is wrong, in that order. */
export function FieldFrame({ id, label, isOptional = false, hint = null, problem, children }: FieldFrameProps) {
  return (
    <div className={styles.field} data-wrong={problem !== undefined}>
      <label htmlFor={id}>{label}{isOptional && <span className={styles.optional}> may be left empty</span>}</label>
      <div className={styles.control}>
        {children}
        {hint !== null && hint !== '' && <p id={`${id}-hint`} className={styles.hint}>{hint}</p>}
        {problem !== undefined && <p id={`${id}-problem`} className={styles.problem}>{problem}</p>}
      </div>
    </div>
  );
}

/** What a control says about its hint and its problem to those who listen. */
export const describedBy = (id: string, hint: string | null | undefined, problem: string | undefined) => ({
  'aria-invalid': problem !== undefined,
  'aria-describedby': [problem !== undefined && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined,
});

export interface TextFieldProps extends Omit<React.InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | null;
  readonly problem?: string | undefined;
  readonly onChange: (value: string) => void;
}

export function TextField({ id, label, hint = null, problem, onChange, ...rest }: TextFieldProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem}>
      <input {...rest} id={id} {...describedBy(id, hint, problem)} onChange={(event) => onChange(event.target.value)} />
    </FieldFrame>
  );
}

export interface SelectFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | null;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  /** What the empty choice is called; left out where something is always chosen. */
  readonly none?: string;
  readonly onChange: (id: string) => void;
}

/** One of some named things. */
export function SelectField({ id, label, hint = null, value, options, none, onChange }: SelectFieldProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint}>
      <select id={id} value={value} {...describedBy(id, hint, undefined)} onChange={(event) => onChange(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => <option key={option.id} value={option.id}>{option.name}</option>)}
      </select>
    </FieldFrame>
  );
}
