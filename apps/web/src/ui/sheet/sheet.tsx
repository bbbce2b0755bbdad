import { useId, type ReactNode } from 'react';
import styles from './sheet.module.css';

/** A page of plain parts under one heading. */
export function Sheet({ title, about, actions, children }: { readonly title: string; readonly about?: ReactNode; readonly actions?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.sheet}>
      <header className={styles.head}>
        <div><h1 tabIndex={-1}>{title}</h1>{about !== undefined && <p>{about}</p>}</div>
        {actions !== undefined && <div className={styles.acts}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** One part of a sheet, with what can be done in it beside its heading; `anchor` is what a link on the page finds it by. */
export function SheetPart({ title, anchor, aside, children }: { readonly title: string; readonly anchor?: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section id={anchor} className={styles.part} aria-labelledby={id}>
      <div className={styles.bar}><h2 id={id}>{title}</h2>{aside}</div>
      {children}
    </section>
  );
}

/** Rows on hairlines: what it is, more about it, what can be done. */
export function SheetRows({ children }: { readonly children: ReactNode }) {
  return <ul className={styles.rows}>{children}</ul>;
}

export const sheetStyles: Readonly<Record<'form' | 'what' | 'person' | 'quiet' | 'acts' | 'words', string | undefined>> = { form: styles.form, what: styles.what, person: styles.person, quiet: styles.quiet, acts: styles.acts, words: styles.words };
