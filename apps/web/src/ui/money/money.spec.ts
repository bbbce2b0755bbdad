import { describe, expect, it } from '@jest/globals';
import { formatMoney, formatMoneyShort } from './format-money.js';
import { readAmount } from './read-amount.js';

describe('money on screen', () => {
  it.each([
    ['12400', 'EUR', '€12,400.00'],
    ['12400.5', 'EUR', '€12,400.50'],
    ['0', 'USD', '$0.00'],
    ['-318.40', 'GBP', '\u2212£318.40'],
    ['1000', 'JPY', '¥1,000'],
    ['1000', 'KWD', 'KWD 1,000.000'],
    ['999', 'SEK', 'SEK 999.00'],
  ])('shows %s %s as %s', (amount, currency, shown) => {
    expect(formatMoney({ amount, currency })).toBe(shown);
  });

  it('keeps every digit of an amount that no number can hold', () => {
    expect(formatMoney({ amount: '123456789012345678901234567890.123456789012345678', currency: 'EUR' })).toBe('€123,456,789,012,345,678,901,234,567,890.123456789012345678');
  });
});

describe('money in a list', () => {
  it.each([
    ['331.7287772598554', 'EUR', '≈€331.73'],
    ['0.999', 'USD', '≈$1.00'],
    ['-0.005', 'EUR', '≈\u2212€0.01'],
    ['99999999999999999999.999', 'EUR', '≈€100,000,000,000,000,000,000.00'],
    ['1000.5', 'JPY', '≈¥1,001'],
    ['12.5000', 'EUR', '€12.5000'],
    ['12400', 'EUR', '€12,400.00'],
  ])('shows %s %s as %s', (amount, currency, shown) => {
    expect(formatMoneyShort({ amount, currency })).toBe(shown);
  });
});

describe('an amount that was typed', () => {
  it.each([
    ['12400', '12400'],
    ['12 400,50', '12400.50'],
    ['12,400.00', '12400.00'],
    ['12.400,00', '12400.00'],
    ['1,234,567', '1234567'],
    ["1'250.5", '1250.5'],
    ['.5', '0.5'],
    ['007', '7'],
    ['12,5', '12.5'],
    ['\u22123', '-3'],
    ['9.', '9'],
  ])('%s is read as %s', (typed, amount) => {
    expect(readAmount(typed)).toEqual({ amount });
  });

  it.each(['1,250', '1.2.3', '1,2,3.4', 'twelve', '', '1e5', '1.234,567.8', '1234567890123456789012345678901'])('%j is asked about, not guessed', (typed) => {
    expect(readAmount(typed)).toHaveProperty('problem');
  });

  it('keeps the scale: 1.250 stays 1.250', () => {
    expect(readAmount('1.250')).toEqual({ amount: '1.250' });
  });
});
