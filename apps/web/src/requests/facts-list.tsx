import type { FactRow } from '@countersign/contracts/screens';
import { useRef } from 'react';
import { useKeys } from '../ui/keys/use-keys.js';
import styles from './request-sheet.module.css';

/** What is asked for, field by field; what changed since one looked comes first, with what it was. */
export function FactsList({ facts }: { readonly facts: readonly FactRow[] }) {
  const changedFirst = [...facts.filter(({ before }) => before !== null), ...facts.filter(({ before }) => before === null)];
  const list = useRef<HTMLDListElement>(null);
  const hasChanges = facts.some(({ before }) => before !== null);
  useKeys(hasChanges ? [{ keys: 'v', does: 'What changed since you looked', group: 'Request', run: () => { list.current?.focus(); list.current?.scrollIntoView({ block: 'nearest' }); } }] : []);
  return (
    <dl ref={list} tabIndex={-1} className={styles.facts}>
      {changedFirst.map(({ field, label, value, before, changedInRevision }) => (
        <div key={field}>
          <dt>{label}</dt>
          <dd>
            {before !== null && <><span className="spoken">was </span><s>{before === '' ? 'nothing' : before}</s>{' '}<span className="spoken">is now </span></>}
            {value === '' ? '—' : value}
            {before !== null && changedInRevision !== null && <span className={styles.changed}> changed in version {changedInRevision}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
