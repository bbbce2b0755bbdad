import type { ReactNode } from 'react';
import { State, type StateName } from '../state/state.js';
import styles from './notice.module.css';

export interface NoticeProps {
  readonly state: StateName;
  /** What happened, in a few words. */
  readonly title: string;
  /** What is safe, and what to do. */
  readonly children?: ReactNode;
  /** What can be done about it: buttons or links. */
  readonly actions?: ReactNode;
  /** `alert`: it answers what the person just did. Without it nothing is interrupted. */
  readonly role?: 'alert' | 'status';
}

/** What happened, what is safe, and what to do; stands above what was shown already, never in its place. */
export function Notice({ state, title, children, actions, role }: NoticeProps) {
  return (
    <div className={styles.notice} data-state={state} role={role}>
      <p><State name={state}>{title}</State></p>
      {children !== undefined && <div className={styles.words}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
