import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sumMoney } from './sum-money.js';

const money = fc.record({ amount: fc.tuple(fc.boolean(), fc.bigInt(0n, 10n ** 24n), fc.integer({ min: 0, max: 12 })).map(([minus, whole, fraction]) => `${minus ? '-' : ''}${whole}${fraction === 0 ? '' : `.${'7'.repeat(fraction)}`}`), currency: fc.constantFrom('EUR', 'USD') });

describe('a sum of money', () => {
  it('is exact where binary numbers are not, and by currency', () => {
    expect(sumMoney([{ amount: '0.1', currency: 'EUR' }, { amount: '0.2', currency: 'EUR' }, { amount: '9007199254740993', currency: 'CHF' }, { amount: '-1.5', currency: 'EUR' }])).toEqual([{ amount: '9007199254740993', currency: 'CHF' }, { amount: '-1.2', currency: 'EUR' }]);
    expect(sumMoney([])).toEqual([]);
  });

  it('does not depend on the order, and is nothing with what takes it away', () => {
    fc.assert(fc.property(fc.array(money, { minLength: 1, maxLength: 8 }), (amounts) => {
      expect(sumMoney([...amounts].reverse())).toEqual(sumMoney(amounts));
      const negated = amounts.map(({ amount, currency }) => ({ amount: amount.startsWith('-') ? amount.slice(1) : `-${amount}`, currency }));
      for (const { amount } of sumMoney([...amounts, ...negated])) expect(/^0(\.0+)?$/.test(amount)).toBe(true);
    }));
  });
});
