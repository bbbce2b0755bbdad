import type { Money as ShownMoney } from '@countersign/contracts/platform';
import { Money } from '../money/money.js';
import styles from './ledger-grid.module.css';

/** The sum under a ledger, one line per currency: single rule above, double rule below. */
export function LedgerTotal({ label, amounts }: { readonly label: string; readonly amounts: readonly ShownMoney[] }) {
  if (amounts.length === 0) return null;
  return (
    <dl className={styles.total}>
      {amounts.map((amount, at) => (
        <div key={amount.currency}>
          <dt>{at === 0 ? label : <span className="spoken">{label}</span>}</dt>
          <dd><Money value={amount} /></dd>
        </div>
      ))}
    </dl>
  );
}
