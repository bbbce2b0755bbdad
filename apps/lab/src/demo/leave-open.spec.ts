import { describe, expect, test } from '@jest/globals';
import { caseOf } from '../history/case-shorthand.js';
import { leaveOpen } from './leave-open.js';

const cases = [
  ...Array.from({ length: 4 }, (_, index) => caseOf(`full ${index}`, 'submitted +adm +bud +SUP requested handled', 'small')),
  ...Array.from({ length: 4 }, (_, index) => caseOf(`short ${index}`, 'submitted +adm +SUP requested handled', 'large')),
  caseOf('rejected', 'submitted -adm withdrawn', 'large'),
  caseOf('departs', 'submitted +adm +SUP -nobody', 'large'),
];

describe('cases left open', () => {
  test('wait at every step that the cases have, in the unit asked for where it has enough', async () => {
    const left = (await leaveOpen(cases, 'large', 2)).filter(({ whole, done }) => whole !== done);
    const waitingAt = left.map(({ whole, done }) => [whole.id, whole.events[done.events.length]?.role]);
    expect(waitingAt).toEqual([
      ['full 0', 'BUDGET OWNER'],
      ['full 1', 'BUDGET OWNER'],
      ['short 0', 'SUPERVISOR'],
      ['short 1', 'SUPERVISOR'],
      ['short 2', 'ADMINISTRATION'],
      ['short 3', 'ADMINISTRATION'],
    ]);
  });

  test('are all of the cases, in their order, and never one that departs', async () => {
    const all = await leaveOpen(cases, 'large', 20);
    expect(all.map(({ whole }) => whole)).toEqual(cases);
    expect(all.find(({ whole }) => whole.id === 'departs')?.done).toBe(cases.at(-1));
  });
});
