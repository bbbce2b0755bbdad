import type { Money as ShownMoney } from '@countersign/contracts/platform';
import type { DelegatedRow, InboxRow, InboxScreen } from '@countersign/contracts/screens';
import type { ReactNode } from 'react';
import { amountsLess } from '../ui/money/amounts-less.js';
import { Money } from '../ui/money/money.js';
import { SentenceSelect, type SentenceOption } from '../ui/sentence/sentence-select.js';
import styles from './inbox.module.css';

/** A row of the inbox, one's own or another's whose place one may take. */
export type WaitingItem = InboxRow & { readonly onBehalfOf: DelegatedRow['onBehalfOf'] | null; readonly forWhom: string | null };

/** The heads of what is due when: how many, and what they come to; without what was signed here. One group of what is never due needs no head. */
export function groupHeads(groups: InboxScreen['data']['groups'], rows: readonly WaitingItem[], signed: readonly WaitingItem[]): ReadonlyMap<string, ReactNode> {
  const used = new Set(rows.map(({ group }) => group));
  if (used.size === 1 && used.has('none')) return new Map();
  return new Map(
    groups.filter(({ id }) => used.has(id)).map(({ id, label, count, subtotals }) => {
      const gone = signed.filter(({ group }) => group === id);
      const left = amountsLess(subtotals, gone.flatMap(({ amount }) => amount ?? []));
      return [id, <GroupHead key={id} label={label} isLate={id === 'overdue'} count={count - gone.length} amounts={left} />] as const;
    }),
  );
}

function GroupHead({ label, isLate, count, amounts }: { readonly label: string; readonly isLate: boolean; readonly count: number; readonly amounts: readonly ShownMoney[] }) {
  return (
    <span className={styles.group} data-late={isLate}>
      <h2>{label}</h2>
      <span>{count}</span>
      {amounts.length > 0 && <span className={styles.sums}>{amounts.map((amount) => <span key={amount.currency}><Money value={amount} /></span>)}</span>}
    </span>
  );
}

/** Whose work is listed. Nothing to choose where there is only one's own. */
export function WhoseFilter({ rows, whose, onChange }: { readonly rows: readonly DelegatedRow[]; readonly whose: string; readonly onChange: (whose: string) => void }) {
  const principals = new Map(rows.map(({ onBehalfOf: { memberId, name } }) => [memberId, name] as const));
  if (principals.size === 0 && whose === '') return null;
  const options: SentenceOption[] = [{ value: '', label: 'me and others' }, { value: 'mine', label: 'me alone' }, ...[...principals].map(([value, name]) => ({ value, label: name }))];
  return <p className={styles.select}>Waiting on <SentenceSelect label="Whose work is listed" value={whose} options={options} onChange={onChange} /></p>;
}

export const isOf = ({ onBehalfOf }: WaitingItem, whose: string): boolean => whose === '' || (whose === 'mine' ? onBehalfOf === null : onBehalfOf?.memberId === whose);
