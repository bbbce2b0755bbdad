import type { RequestSheet } from '@countersign/contracts/screens';
import { listChanges } from '../platform/sheets/list-changes.js';
import styles from './sheet-changes.module.css';

/** The changes as a list: what it was, struck, and what it is. */
export function SheetChanges({ seen, now }: { readonly seen: RequestSheet; readonly now: RequestSheet }) {
  const changes = listChanges(seen, now);
  if (changes.length === 0) return null;
  return (
    <dl className={styles.changes}>
      {changes.map(({ what, was, is }) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{was !== null && <><span className="spoken">was </span><s>{was}</s> </>}{is === null ? 'left out' : <><span className="spoken">is now </span>{is}</>}</dd>
        </div>
      ))}
    </dl>
  );
}
