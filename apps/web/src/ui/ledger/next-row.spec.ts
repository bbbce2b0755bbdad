import { describe, expect, it } from '@jest/globals';
import { nextRow, rowAfter } from './next-row.js';

describe('moving through a ledger', () => {
  it.each([
    ['ArrowDown', 0, 1], ['j', 1, 2], ['j', 2, 2], ['ArrowUp', 2, 1], ['k', 0, 0], ['Home', 2, 0], ['End', 0, 2], ['PageDown', 0, 2], ['PageUp', 2, 0],
  ])('%s from row %i goes to row %i of three', (key, from, to) => {
    expect(nextRow(key, from, 3)).toBe(to);
  });

  it('moves nothing by another key, or in an empty ledger', () => {
    expect(nextRow('x', 1, 3)).toBeNull();
    expect(nextRow('j', 0, 0)).toBeNull();
  });
});

describe('the row that takes the focus', () => {
  it('is the one that moves up, the one before at the end, and none in an empty ledger', () => {
    expect(rowAfter(['a', 'b', 'c'], 'b')).toBe('c');
    expect(rowAfter(['a', 'b', 'c'], 'c')).toBe('b');
    expect(rowAfter(['a'], 'a')).toBeNull();
    expect(rowAfter(['a', 'b'], 'elsewhere')).toBe('a');
    expect(rowAfter([], 'a')).toBeNull();
  });
});
