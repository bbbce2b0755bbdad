import { exactMoneyText } from '@countersign/contracts/platform';
import { isObject } from '../platform/content/describe-form.js';
import type { Draft } from '../platform/content/draft.js';
import { readAmount } from '../ui/money/read-amount.js';
import styles from './content-form.module.css';

const first = ['EUR', 'USD', 'GBP', 'CHF'];
// The browser knows currencies that are paid in no more, and codes of ISO 4217 that are no money: metals, tests, units of account.
const outOfUse = new Set(['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'ZWL']);
const isPaidIn = (code: string) => !outOfUse.has(code) && (!code.startsWith('X') || ['XAF', 'XCD', 'XCG', 'XOF', 'XPF'].includes(code));
const currencies = [...first, ...Intl.supportedValuesOf('currency').filter((code) => !first.includes(code) && isPaidIn(code))];

export interface MoneyFieldProps {
  readonly id: string;
  readonly label: string;
  readonly required: boolean;
  readonly draft: Draft | undefined;
  readonly onChange: (draft: Draft) => void;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** An amount as it is typed, its currency, and how it was understood. */
export function MoneyField({ id, label, required, draft, onChange, ...described }: MoneyFieldProps) {
  const { amount = '', currency = 'EUR' } = isObject(draft) ? (draft as Readonly<Record<string, string>>) : {};
  const read = amount.trim() === '' ? null : readAmount(amount);
  const options = currencies.includes(currency) ? currencies : [currency, ...currencies];
  return (
    <>
      <div className={styles.money}>
        <input id={id} required={required} {...described} type="text" inputMode="decimal" autoComplete="off" value={amount} onChange={(event) => onChange({ amount: event.target.value, currency })} />
        <select aria-label={`Currency of ${label}`} value={currency} onChange={(event) => onChange({ amount, currency: event.target.value })}>
          {options.map((code) => <option key={code} value={code}>{code}</option>)}
        </select>
      </div>
      {read !== null && 'amount' in read && <p className={styles.understood}>Understood as {exactMoneyText({ amount: read.amount, currency })}</p>}
    </>
  );
}
