import { describe, expect, it } from '@jest/globals';
import { allOperations } from '@countersign/contracts/operations';
import { changesOf, knownActions, verbOf } from './audit-words.part.js';

describe('an action in words', () => {
  it('is there for every operation that leaves an entry (row:E1)', () => {
    const known = new Set(knownActions.map(({ id }) => id));
    const actions = [...allOperations.values()].flatMap(({ auditAction }) => auditAction ?? []);
    expect(actions.length).toBeGreaterThan(10);
    expect(actions.filter((action) => !known.has(action))).toEqual([]);
    expect(verbOf('vault.key_rotated')).toBe('vault key rotated');
  });
});

describe('what an act changed', () => {
  it('is shown value by value, and what stayed is left out (row:E1)', () => {
    expect(changesOf({ before: { status: 'open', revision: '1', roleIds: ['a'], kept: { same: 'x' } }, after: { status: 'withdrawn', revision: '1', roleIds: ['a', 'b'], kept: { same: 'x', more: true } } })).toEqual([
      { field: 'kept.more', before: null, after: 'true' },
      { field: 'roleIds', before: 'a', after: 'a, b' },
      { field: 'status', before: 'open', after: 'withdrawn' },
    ]);
    expect(changesOf({ before: null, after: { status: 'open' } })).toEqual([{ field: 'status', before: null, after: 'open' }]);
    expect(changesOf({ before: null, after: null })).toEqual([]);
  });
});
