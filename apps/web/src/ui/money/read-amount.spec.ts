import { describe, expect, it } from '@jest/globals';
import { readAmount } from './read-amount.js';

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
