import { describe, expect, it } from '@jest/globals';
import { codeOf, searchWordsOf, termsOf } from './search-words.js';

const digest = `08${'3'.repeat(62)}`;
const request = { number: 42, title: 'Bühnenlicht — Straße 2.5 km', requesterName: "Mara O'Duya", requestTypeName: 'Purchase order', amount: { amount: '12400.5', currency: 'EUR' }, revisionDigest: digest };
const words = searchWordsOf(request);
const isFound = (typed: string) => termsOf(typed).every(({ from, below }) => words.some((word) => compare(word, from) >= 0 && compare(word, below) < 0));
/** As the database compares under the collation "C": bytes of UTF-8. */
const compare = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

describe('what a request is found by (row:J3)', () => {
  it.each(['buhnen', 'BÜHNENLICHT', 'strasse', 'straße 2.5', 'mara', 'duya', 'purch order', '#42', '42', '12400', '12,400.50', '12.400,5', '€12,400.5', 'eur', codeOf(digest), codeOf(digest).toLowerCase(), codeOf(digest).replaceAll('-', ''), codeOf(digest).replace('1', 'L')])('%j finds it', (typed) => {
    expect(isFound(typed)).toBe(true);
  });

  it.each(['licht', '#4', '#420', '43', '12401', 'usd', 'mara jun', `${codeOf(digest).slice(0, 13)}Z`])('%j does not', (typed) => {
    expect(isFound(typed)).toBe(false);
  });

  it('keeps a bounded number of bounded words, whatever the title holds', () => {
    const long = searchWordsOf({ ...request, title: Array.from({ length: 300 }, (_, at) => `w${at}${'x'.repeat(200)}`).join(' ') });
    expect(long.length).toBe(80);
    expect(Math.max(...long.map((word) => [...word].length))).toBe(60);
    expect(long.slice(0, 3)).toEqual(['42', '#42', codeOf(digest).toLowerCase().replaceAll('-', '')]);
  });

  it('looks at eight words of what was typed, and at none of signs alone', () => {
    expect(termsOf('a b c d e f g h i j')).toHaveLength(8);
    expect(termsOf(' — … !')).toEqual([]);
  });
});

describe('the code to look a digest up by', () => {
  it('is its first 60 bits in letters that nobody mixes up', () => {
    expect(codeOf('0'.repeat(64))).toBe('0000-0000-0000');
    expect(codeOf(`${'f'.repeat(15)}${'0'.repeat(49)}`)).toBe('ZZZZ-ZZZZ-ZZZZ');
    expect(codeOf(`08${'0'.repeat(62)}`)).toBe('1000-0000-0000');
    expect(codeOf('7'.repeat(64))).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(() => codeOf('beef')).toThrow('digest');
  });
});
