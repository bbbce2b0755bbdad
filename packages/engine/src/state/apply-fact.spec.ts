import { describe, expect, test } from '@jest/globals';
import { applyFact, foldFacts, hasEnded, type FactBody } from '../index.js';

const started: FactBody = { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1' };
const opened: FactBody = { kind: 'task_opened', number: 1, stepId: 'one', quorum: 1, candidates: [{ memberId: 'ann', because: '' }], excluded: [] };

describe('folding', () => {
  test('begins with the start', () => {
    expect(() => applyFact(null, opened)).toThrow('begins with run_started');
    expect(() => foldFacts([])).toThrow('without facts');
  });

  test('reads what was recorded and asks nobody', () => {
    const facts: FactBody[] = [started, { kind: 'condition_evaluated', stepId: 'one', source: 'no CEL at all', inputs: {}, result: true }, opened];
    expect(foldFacts(facts)).toMatchObject({ status: 'open', currentStepId: 'one' });
  });

  test('never changes a state that it was given', () => {
    const before = Object.freeze(foldFacts([started, opened]));
    const copy = JSON.stringify(before);
    applyFact(before, { kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict: 'approve', revision: 1, revisionDigest: 'd1', reason: null });
    expect(JSON.stringify(before)).toBe(copy);
  });

  test('counts approvals only among those who approved, and a signature without an open task changes nothing', () => {
    const decided = (verdict: 'approve' | 'reject'): FactBody => ({ kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict, revision: 1, revisionDigest: 'd1', reason: 'why' });
    expect(foldFacts([started, opened, decided('approve')]).openTask?.approvedBy).toEqual(['ann']);
    expect(foldFacts([started, opened, decided('reject')]).openTask?.approvedBy).toEqual([]);
    const closed: FactBody = { kind: 'task_closed', number: 1, stepId: 'one', outcome: 'superseded' };
    expect(foldFacts([started, opened, closed, decided('approve')])).toEqual(foldFacts([started, opened, closed]));
  });

  test('is open from the start and again from a material revision on, before any task is', () => {
    expect(foldFacts([started]).status).toBe('open');
    const returned: FactBody = { kind: 'returned', stepId: 'one' };
    const revised = (material: boolean): FactBody => ({ kind: 'revised', revision: 2, revisionDigest: 'd2', materialDigest: 'm2', material });
    expect(foldFacts([started, returned, revised(true)])).toMatchObject({ status: 'open', currentStepId: null, revision: 2 });
    expect(foldFacts([started, returned, revised(false)])).toMatchObject({ status: 'returned', currentStepId: 'one', revision: 2 });
  });

  test('gives plain JSON', () => {
    const state = foldFacts([started, opened]);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
});

test('three statuses are ends', () => {
  expect((['open', 'returned', 'needs_approver', 'approved', 'rejected', 'withdrawn'] as const).filter(hasEnded)).toEqual(['approved', 'rejected', 'withdrawn']);
});
