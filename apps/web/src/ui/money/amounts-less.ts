import { sumMoney, type Money } from '@countersign/contracts/platform';

const negated = ({ amount, currency }: Money): Money => ({ amount: amount.startsWith('-') ? amount.slice(1) : `-${amount}`, currency });

/** Sums by currency without these amounts, exact to the last digit; a currency of which nothing is left goes. */
export function amountsLess(totals: readonly Money[], taken: readonly Money[]): readonly Money[] {
  return totals.flatMap((total) => {
    const parts = taken.filter(({ currency }) => currency === total.currency);
    if (parts.length === 0) return total;
    return sumMoney([total, ...parts.map(negated)]).filter(({ amount }) => !/^0(\.0+)?$/.test(amount));
  });
}
