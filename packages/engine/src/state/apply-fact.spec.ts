import { describe, expect, test } from '@jest/globals';
import { applyFact, foldFacts, hasEnded, type Fact, type FactBody } from '../index.js';

const fold = (...bodies: FactBody[]) => foldFacts(bodies.map((body): Fact => ({ at: 'then', ...body })));
const started: FactBody = { kind: 'run_started', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1' };
const opened: FactBody = { kind: 'task_opened', number: 1, stepId: 'one', quorum: 1, candidates: [{ memberId: 'ann', because: '' }], excluded: [] };
const decided = (verdict: 'approve' | 'reject'): FactBody => ({ kind: 'decided', number: 1, stepId: 'one', memberId: 'ann', verdict, revision: 1, revisionDigest: 'd1', reason: 'why' });
const missing: FactBody = { kind: 'approver_missing', stepId: 'two', quorum: 1, candidates: [], excluded: [] };

describe('folding', () => {
  test('begins with the start', () => {
    expect(() => applyFact(null, { at: 'then', ...opened })).toThrow('begins with run_started, not task_opened');
    expect(() => foldFacts([])).toThrow('without facts');
  });

  test('does not pass over a fact that nobody knows', () => {
    const unknown = { at: 'then', kind: 'forgotten' } as unknown as Fact;
    expect(() => applyFact(fold(started), unknown)).toThrow('no fact is called forgotten');
  });

  test('reads what was recorded and asks nobody', () => {
    expect(fold(started, { kind: 'condition_evaluated', stepId: 'one', source: 'no CEL at all', inputs: {}, result: true }, opened)).toMatchObject({ status: 'open', openTasks: [{ stepId: 'one' }] });
  });

  test('never changes a state that it was given', () => {
    const before = Object.freeze(fold(started, opened));
    const copy = JSON.stringify(before);
    applyFact(before, { at: 'then', ...decided('approve') });
    expect(JSON.stringify(before)).toBe(copy);
  });

  test('counts approvals only among the signatures, and says who refused', () => {
    expect(fold(started, opened, decided('approve'))).toMatchObject({ signatures: [{ stepId: 'one', memberId: 'ann' }], refusedBy: null });
    expect(fold(started, opened, decided('reject'))).toMatchObject({ signatures: [], refusedBy: { memberId: 'ann', verdict: 'reject' } });
  });

  test('is stopped as long as any step is, and open once none is', () => {
    const second: FactBody = { ...missing, stepId: 'three' };
    expect(fold(started, missing, second, opened).status).toBe('needs_approver');
    expect(fold(started, missing, second, { kind: 'step_left', stepId: 'two' })).toMatchObject({ status: 'needs_approver', stoppedStepIds: ['three'] });
    expect(fold(started, missing, { ...opened, stepId: 'two' })).toMatchObject({ status: 'open', stoppedStepIds: [] });
    expect(fold(started, missing, missing).stoppedStepIds).toEqual(['two']);
  });

  test('stays returned whatever becomes true, until it is revised or what returned it is taken back', () => {
    const returned: FactBody[] = [started, missing, { kind: 'wait_started', stepId: 'w', until: 'x' }, { kind: 'returned', stepId: 'one' }];
    expect(fold(...returned)).toMatchObject({ status: 'returned', stoppedStepIds: [], waits: [] });
    expect(fold(...returned, { kind: 'step_left', stepId: 'two' }).status).toBe('returned');
    expect(fold(...returned, { kind: 'decision_revoked', number: 1, stepId: 'one', memberId: 'ann', verdict: 'reject', reason: '', reopenedStepIds: [] }).status).toBe('open');
    expect(fold(...returned, { kind: 'revised', revision: 2, revisionDigest: 'd2', materialDigest: 'm2', material: true, voided: [], reopenedStepIds: [] }).status).toBe('open');
  });

  test('goes on waiting at every step but the one whose wait is over, that was left, or that begins anew', () => {
    const waits = (stepId: string): FactBody => ({ kind: 'wait_started', stepId, until: 'x' });
    expect(fold(started, waits('w'), waits('v'), { kind: 'step_left', stepId: 'w' }).waits).toEqual([{ stepId: 'v', until: 'x' }]);
    expect(fold(started, waits('w'), waits('v'), { kind: 'wait_over', stepId: 'w' })).toMatchObject({ waits: [{ stepId: 'v', until: 'x' }], doneStepIds: ['w'] });
    expect(fold(started, waits('w'), waits('v'), { kind: 'revised', revision: 2, revisionDigest: 'd2', materialDigest: 'm2', material: true, voided: [], reopenedStepIds: ['w'] }).waits).toEqual([{ stepId: 'v', until: 'x' }]);
  });

  test('begins everything anew by a material revision that does not say what is void: before it was said, all was', () => {
    const revised: FactBody = { kind: 'revised', revision: 2, revisionDigest: 'd2', materialDigest: 'm2', material: true };
    expect(fold(started, opened, missing, decided('reject'), revised)).toStrictEqual({ ...fold(started), revision: 2, revisionDigest: 'd2', materialDigest: 'm2', taskCount: 1 });
  });

  test('wants no effect any more that is undone', () => {
    const wanted = (stepId: string): FactBody => ({ kind: 'effect_wanted', stepId, effect: { kind: 'webhook', endpointId: 'e', event: 'a.b' } });
    expect(fold(started, wanted('pay'), wanted('tell'), { kind: 'compensation_wanted', stepId: 'tell', how: 'nothing' }).effectStepIds).toEqual(['pay']);
  });

  test('gives plain JSON', () => {
    const state = fold(started, opened, decided('approve'));
    expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
    expect(fold(started).status).toBe('open');
  });
});

test('five statuses are ends', () => {
  const all = ['open', 'returned', 'needs_approver', 'approved', 'rejected', 'withdrawn', 'cancelled', 'reversed'] as const;
  expect(all.filter(hasEnded)).toEqual(['approved', 'rejected', 'withdrawn', 'cancelled', 'reversed']);
});
