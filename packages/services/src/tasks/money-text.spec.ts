import { describe, expect, it } from '@jest/globals';
import { exactMoneyText, moneyText } from './money-text.part.js';

describe('an amount in words for people', () => {
  it.each([
    ['12400.00', 'EUR', '€12,400.00', '€12,400.00'],
    ['12400.005', 'EUR', '≈€12,400.01', '€12,400.005'],
    ['1699.9213', 'EUR', '≈€1,699.92', '€1,699.9213'],
    ['-0.999', 'EUR', '≈\u2212€1.00', '\u2212€0.999'],
    ['12400', 'JPY', '¥12,400', '¥12,400'],
    ['12400.5', 'JPY', '≈¥12,401', '¥12,400.5'],
    ['12400', 'IDR', 'IDR 12,400.00', 'IDR 12,400.00'],
    ['0.1', 'KWD', 'KWD 0.100', 'KWD 0.100'],
    ['12345678901234567890.12', 'USD', '$12,345,678,901,234,567,890.12', '$12,345,678,901,234,567,890.12'],
    ['5.00', 'XYZ', 'XYZ 5.00', 'XYZ 5.00'],
  ])('%s %s reads %s, and exactly %s: the same as on screen', (amount, currency, rounded, exact) => {
    expect([moneyText({ amount, currency }), exactMoneyText({ amount, currency })]).toEqual([rounded, exact]);
  });
});
