import { useId } from 'react';
import styles from './check-list.module.css';

export interface CheckOption {
  readonly id: string;
  readonly label: string;
  /** What it is called by programs, shown beside it. */
  readonly code?: string;
  readonly detail?: string | null | undefined;
  readonly allowed: boolean;
  /** Why it cannot be changed. */
  readonly because: string | null;
}

export interface CheckListProps {
  readonly legend: string;
  readonly options: readonly CheckOption[];
  /** One of them instead of any number. */
  readonly isOne?: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** Things of which any number can be chosen, or one. What cannot be says why, beside it. */
export function CheckList({ legend, options, isOne = false, chosen, onChange }: CheckListProps) {
  const id = useId();
  const toggle = (option: string) => {
    const next = new Set(isOne ? [] : chosen);
    if (isOne || !next.delete(option)) next.add(option);
    onChange(next);
  };
  return (
    <fieldset className={styles.list}>
      <legend>{legend}</legend>
      {options.map((option) => {
        const note = [option.detail, option.allowed ? null : option.because].filter(Boolean).join(' ');
        const noteId = `${id}-${option.id}-note`;
        return (
          <div key={option.id} className={styles.option}>
            <input type={isOne ? 'radio' : 'checkbox'} name={isOne ? id : undefined} id={`${id}-${option.id}`} checked={chosen.has(option.id)} disabled={!option.allowed} aria-describedby={note === '' ? undefined : noteId} onChange={() => toggle(option.id)} />
            <label htmlFor={`${id}-${option.id}`}>{option.label}{option.code !== undefined && <> <code>{option.code}</code></>}</label>
            {note !== '' && <p id={noteId}>{note}</p>}
          </div>
        );
      })}
    </fieldset>
  );
}
