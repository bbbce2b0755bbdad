import type { ReactNode } from 'react';
import { Logo } from '../ui/logo/logo.js';
import styles from './entrance.module.css';

/** The page around everything that happens before one is inside a company. */
export function Entrance({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className={styles.entrance} id="main">
      <div className={styles.sheet}>
        <p className={styles.brand}><Logo />Countersign</p>
        <h1 tabIndex={-1}>{title}</h1>
        {children}
      </div>
    </main>
  );
}
