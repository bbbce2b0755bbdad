import type { Money } from './fields.js';

const digitsAfter = (amount: string) => amount.split('.')[1]?.length ?? 0;
const scaled = (amount: string, digits: number) => BigInt(amount.replace('.', '') + '0'.repeat(digits - digitsAfter(amount)));

function textOf(value: bigint, digits: number): string {
  const all = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  const whole = all.slice(0, all.length - digits);
  return `${value < 0n ? '-' : ''}${whole}${digits === 0 ? '' : `.${all.slice(-digits)}`}`;
}

/** What amounts come to, by currency in the order of their codes; exact to the last digit, and never a binary number. */
export function sumMoney(amounts: readonly Money[]): Money[] {
  const currencies = [...new Set(amounts.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const parts = amounts.filter((money) => money.currency === currency).map(({ amount }) => amount);
    const digits = Math.max(...parts.map(digitsAfter));
    return { currency, amount: textOf(parts.reduce((sum, amount) => sum + scaled(amount, digits), 0n), digits) };
  });
}
