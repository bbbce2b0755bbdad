import type { KeyboardEvent, Ref } from 'react';
import { KeyCap } from '../keys/key-cap.js';
import styles from './search-field.module.css';

export interface SearchFieldProps {
  readonly label: string;
  /** What stands in it while it is empty: short enough for the narrowest screen. */
  readonly placeholder: string;
  /** Id of what says how it searches. */
  readonly describedBy: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  /** Enter: what was typed is wanted now. */
  readonly onSettle: () => void;
  /** Down: on to what was found. */
  readonly onLeave: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** Where one types in order to find. The key that leads here is printed at its end. */
export function SearchField({ label, placeholder, describedBy, value, onType, onSettle, onLeave, ref }: SearchFieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') onSettle();
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      onLeave();
    }
  };
  return (
    <span className={styles.field} role="search">
      <input ref={ref} type="search" aria-label={label} aria-describedby={describedBy} placeholder={placeholder} value={value} maxLength={200} autoComplete="off" spellCheck={false} aria-keyshortcuts="/" onChange={(event) => onType(event.target.value)} onKeyDown={onKeyDown} />
      <span className={styles.key}><KeyCap keys="/" /></span>
    </span>
  );
}
