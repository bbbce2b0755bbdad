import { describe, expect, it, test } from '@jest/globals';
import type { RecordUpdate } from '@countersign/database/record-sets';
import fc from 'fast-check';
import { comesAfter, lastOfEach } from './order-of-updates.part.js';

const update = (change: Partial<RecordUpdate>): RecordUpdate => ({ outsideId: 'v1', version: '1', rank: '1', state: 'current', title: null, naturalKey: null, fields: {}, problem: null, digest: 'a', ...change });
const updates = fc.array(fc.record({ rank: fc.bigInt({ min: 0n, max: 3n }).map(String), state: fc.constantFrom('current' as const, 'quarantined' as const, 'gone' as const), digest: fc.constantFrom('a', 'b') }).map(update), { minLength: 1, maxLength: 5 });
const arrived = (said: readonly RecordUpdate[]) => said.reduce<RecordUpdate | null>((kept, next) => (kept === null || comesAfter(next, kept) ? next : kept), null);

function permutations<T>(all: readonly T[]): T[][] {
  return all.length < 2 ? [[...all]] : all.flatMap((first, index) => permutations(all.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

describe('updates of a record', () => {
  test('come to the same state in every order of arrival, also where some come twice (row:D5)', () => {
    fc.assert(fc.property(updates, (said) => {
      for (const order of permutations(said)) {
        expect(arrived(order)).toEqual(arrived(said));
        expect(arrived([...order, ...order])).toEqual(arrived(said));
      }
    }), { numRuns: 150 });
  });

  it.each<[string, Partial<RecordUpdate>, Partial<RecordUpdate>]>([
    ['a greater version, however many digits it has', { rank: '10000000000000000001', digest: 'a' }, { rank: '9999999999999999999', digest: 'z' }],
    ['being gone, of one version', { state: 'gone', digest: 'a' }, { state: 'current', digest: 'z' }],
    ['the greater digest, of one version and state', { digest: 'b' }, { digest: 'a' }],
  ])('%s comes after (row:D5)', (_what, later, earlier) => {
    expect([comesAfter(update(later), update(earlier)), comesAfter(update(earlier), update(later))]).toEqual([true, false]);
  });

  it('leaves the last of each record of those that come at once (row:D5)', () => {
    const last = lastOfEach([update({ rank: '2', title: 'New' }), update({ rank: '1', title: 'Old' }), update({ outsideId: 'v2', title: 'Other' })]);
    expect([...last.values()].map(({ title }) => title)).toEqual(['New', 'Other']);
  });
});
