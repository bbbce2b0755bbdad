import { describe, expect, it } from '@jest/globals';
import { formBodyOf } from './form-body.part.js';

describe('a body as form fields', () => {
  it.each<[unknown, string]>([
    [{ name: 'Ana & Co', amount: 12, live: true }, 'name=Ana+%26+Co&amount=12&live=true'],
    [{ metadata: { request: '7', deep: { er: 1 } } }, 'metadata%5Brequest%5D=7&metadata%5Bdeep%5D%5Ber%5D=1'],
    [{ items: [{ price: 'p1' }, { price: 'p2' }] }, 'items%5B0%5D%5Bprice%5D=p1&items%5B1%5D%5Bprice%5D=p2'],
    [{ left: null, empty: '' }, 'empty='],
    [null, ''],
    ['no object', ''],
  ])('of %j is %s (row:D5)', (value, text) => {
    expect(formBodyOf(value)).toBe(text);
  });
});
