import { describe, expect, it } from '@jest/globals';
import { nextLinkOf, nextPageOf, type PageRead } from './next-page.part.js';

const read = (change: Partial<PageRead>): PageRead => ({ paging: { kind: 'none' }, baseUrl: 'https://erp.example.com/v2', path: '/vendors?limit=2', page: {}, link: null, itemCount: 2, lastId: 'b', ...change });
const next = (change: Partial<PageRead>) => {
  const page = nextPageOf(read(change));
  return page.ok ? page.path : page.problem;
};
const pointer = (said: unknown) => next({ paging: { kind: 'next_pointer', pointer: '/next' }, page: { next: said } });
const cursor = { kind: 'cursor', parameter: 'starting_after', cursorPointer: null, morePointer: '/has_more' } as const;
const offset = { kind: 'offset', parameter: 'startIndex', first: 1, totalPointer: '/totalResults' } as const;

describe('the next page', () => {
  it('is where the page says, as a whole address or a relative one, and nowhere where it says nothing (row:D5)', () => {
    expect([pointer('https://erp.example.com/v2/vendors?page=2'), pointer('?page=2'), pointer('/v2/vendors?page=2')]).toEqual(['/vendors?page=2', '/vendors?page=2', '/vendors?page=2']);
    expect([pointer(null), pointer(undefined), pointer(''), pointer(false), next({})]).toEqual([null, null, null, null, null]);
  });

  it('is not read where it leads elsewhere than the connection, or to the page itself (row:D5 row:D1)', () => {
    for (const said of ['https://evil.example.com/v2/vendors', 'https://erp.example.com/v1/vendors', 'http://erp.example.com/v2/vendors', '/v2/../v1/vendors', '//evil.example.com/v2']) expect(pointer(said)).toMatch(/leads out/);
    expect(pointer('/v2/vendors?limit=2')).toMatch(/its own next page/);
    expect([pointer(5), pointer('http://['), pointer(`/v2/vendors?p=${'x'.repeat(2_100)}`)]).toEqual([expect.stringMatching(/no address/), expect.stringMatching(/no address/), expect.stringMatching(/characters/)]);
  });

  it.each([
    ['<https://erp.example.com/v2/vendors?page=2>; rel="next"', 'https://erp.example.com/v2/vendors?page=2'],
    ['</a>; rel="prev", </b>; title="x, y"; rel="next last"', '/b'],
    ['</a>;rel=next', '/a'],
    ['</a>; rel="previous"', null],
    ['</a,b>; rel=prev, </c>; REL="NEXT"', '/c'],
    ['</a>; title="; rel=next"; rel=prev, </b>; rel=next', '/b'],
    ['nonsense', null],
    [null, null],
  ])('is read of the Link header %j as %j (row:D5)', (header, target) => {
    expect(nextLinkOf(header)).toBe(target);
  });

  it.each(['<', '<>', '<a>;', '<a>; rel="', '<a>; rel=prev; ', ';', '<a> ', '<a>;b="\\" '])('is read of a Link header of 100,000 characters in a moment, also where it is nothing but %j (row:D5)', (piece) => {
    const began = performance.now();
    expect([nextLinkOf(piece.repeat(100_000 / piece.length)), nextLinkOf(`<a>${' '.repeat(100_000)}`)]).toEqual([null, null]);
    // Where each character was the beginning of a look at all that follow, these took half a minute.
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('is asked for by the last id, as long as the page says that there is more (row:D5)', () => {
    expect([next({ paging: cursor, page: { has_more: true } }), next({ paging: cursor, page: { has_more: false } }), next({ paging: cursor, page: { has_more: true }, lastId: null })]).toEqual(['/vendors?limit=2&starting_after=b', null, null]);
  });

  it('is asked for by a cursor that the page says (row:D5)', () => {
    const paging = { kind: 'cursor', parameter: 'cursor', cursorPointer: '/meta/next', morePointer: null } as const;
    expect([next({ paging, page: { meta: { next: 'a b&c' } } }), next({ paging, page: { meta: { next: '' } } }), next({ paging, page: {} })]).toEqual(['/vendors?limit=2&cursor=a+b%26c', null, null]);
  });

  it('is asked for by how many came before it, until there are no more (row:D5)', () => {
    expect([next({ paging: offset, page: { totalResults: 5 } }), next({ paging: offset, page: { totalResults: 5 }, path: '/vendors?startIndex=3' }), next({ paging: offset, page: { totalResults: 5 }, path: '/vendors?startIndex=5', itemCount: 1 }), next({ paging: offset, page: {}, itemCount: 0 })]).toEqual(['/vendors?limit=2&startIndex=3', '/vendors?startIndex=5', null, null]);
  });
});
