import { describe, expect, it } from '@jest/globals';
import { beginning, bodyOf, checkWish, localText, type Wish } from './delegation-wish.js';

const now = new Date(2026, 10, 21, 9, 5);
const wish: Wish = { ...beginning(now), delegateId: 'b' };

describe('a delegation as it is typed (row:A9)', () => {
  it('begins now and ends after the seventh day, in the reader’s own zone', () => {
    expect([beginning(now).from, beginning(now).until]).toEqual(['2026-11-21T09:05', '2026-11-29T00:00']);
    expect(bodyOf(wish)).toEqual({ delegateId: 'b', startsAt: now.toISOString(), endsAt: new Date(2026, 10, 29).toISOString() });
    expect(new Date(localText(now))).toEqual(now);
  });

  it('says what is wrong where it can be mended', () => {
    expect(checkWish(wish, false)).toEqual({});
    expect(Object.keys(checkWish({ ...wish, delegateId: '', from: '', until: '', amount: 'much', currency: 'E' }, true))).toEqual(['delegateId', 'from', 'until', 'amount', 'currency', 'reason']);
    expect(checkWish({ ...wish, until: wish.from }, false)).toEqual({ until: 'It ends after it begins.' });
  });

  it('sends what it is narrowed to, and nothing where it is not', () => {
    expect(bodyOf({ ...wish, requestTypeIds: ['t'], amount: '5,000.50', currency: 'USD', reason: ' Leave ' })).toMatchObject({ requestTypeIds: ['t'], limit: { amount: '5000.50', currency: 'USD' }, reason: 'Leave' });
  });
});
