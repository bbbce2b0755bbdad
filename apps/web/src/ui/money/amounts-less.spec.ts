import { describe, expect, it } from '@jest/globals';
import { amountsLess } from './amounts-less.js';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('sums without what is taken', () => {
  it.each([
    [[eur('12400.10')], [eur('400.05')], [eur('12000.05')]],
    [[eur('10')], [eur('0.001')], [eur('9.999')]],
    [[eur('9007199254740993.01')], [eur('1.01')], [eur('9007199254740992.00')]],
    [[eur('3.00')], [eur('1.00'), eur('2')], []],
    [[eur('1.00')], [eur('1.50')], [eur('-0.50')]],
    [[eur('5.00'), { amount: '7', currency: 'JPY' }], [{ amount: '2', currency: 'JPY' }, { amount: '1', currency: 'USD' }], [eur('5.00'), { amount: '5', currency: 'JPY' }]],
  ])('%j less %j is %j', (totals, taken, left) => expect(amountsLess(totals, taken)).toEqual(left));
});
