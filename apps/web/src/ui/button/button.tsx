import type { ButtonHTMLAttributes, Ref } from 'react';
import { KeyCap } from '../keys/key-cap.js';
import styles from './button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `ink`: the one thing this screen is for. `line`: everything else. `bare`: inside a sentence or a list. */
  readonly look?: 'ink' | 'line' | 'bare';
  /** The key that does the same, as the registry writes it; shown on the button and told by aria-keyshortcuts. */
  readonly keys?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** What a link is given that leads to the one thing a screen is for: it looks like a button and stays a link. */
export const linkLook = (look: 'ink' | 'line') => ({ className: styles.button, 'data-look': look });

/** A button; `type` is "button" unless told. Approving and rejecting never differ by colour alone. */
export function Button({ look = 'line', keys, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={[styles.button, className].filter(Boolean).join(' ')} data-look={look} {...(keys !== undefined && { 'aria-keyshortcuts': keys.replace('$mod', 'Control') })}>
      <span className={styles.words}>{children}</span>
      {keys !== undefined && <KeyCap keys={keys} />}
    </button>
  );
}
