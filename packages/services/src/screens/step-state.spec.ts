import { describe, expect, it } from '@jest/globals';
import { stepsOf, type RunState, type Step } from '@countersign/engine';
import { foreseenOf, stepStateOf } from './step-state.part.js';

const approval = (id: string, when?: string): Step => ({ id, kind: 'approval', name: id, approvers: { anyOf: [{ kind: 'role', roleId: 'r' }] }, quorum: 1, onReject: 'return', ...(when !== undefined && { when }) });
const steps: Step[] = [approval('budget'), approval('finance', 'big'), approval('board', 'broken'), { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: 'e', event: 'order.placed' }, onReverse: 'nothing' }];
const stateOf = (more: Partial<RunState>): RunState => ({
  status: 'open', requesterId: 'm', revision: 1, revisionDigest: 'd', materialDigest: 'd', taskCount: 1,
  openTasks: [{ number: 1, stepId: 'budget', revision: 1, quorum: 1, candidateIds: ['a'] }], stoppedStepIds: [], waits: [], branches: [], doneStepIds: [], skippedStepIds: [], signatures: [], refusedBy: null, effectStepIds: [], ...more,
});
const evaluateWhere = (big: boolean) => (_step: unknown, source: string) => (source === 'big' ? { ok: true as const, result: big, inputs: {} } : { ok: false as const, message: 'Cannot be worked out.' });
const shown = (more: Partial<RunState>, big: boolean, { effects = [], stoppedAt = null, of = steps }: { effects?: readonly { stepId: string; state: 'current' | 'done' | 'stopped' }[]; stoppedAt?: string | null; of?: readonly Step[] } = {}) =>
  stepsOf(of).map((step) => stepStateOf(step, { steps: of, state: stateOf(more), effects, evaluate: evaluateWhere(big), stoppedAt })).join(' ');

describe('the way of a request', () => {
  it('promises a step not reached yet only where its condition holds by what is asked for now', () => {
    expect(shown({}, true)).toBe('current ahead ahead ahead');
    expect(shown({}, false)).toBe('current skipped ahead ahead');
  });

  it('foresees what the request as it stands would do, and nothing of a condition that cannot be worked out', () => {
    expect(steps.map((step) => foreseenOf(step, { steps, evaluate: evaluateWhere(false) }))).toEqual([true, false, null, true]);
  });

  it('promises nothing of a run that was withdrawn or rejected', () => {
    expect(shown({ status: 'withdrawn', openTasks: [] }, true)).toBe('skipped skipped skipped skipped');
    expect(shown({ status: 'rejected', openTasks: [], doneStepIds: ['budget'] }, true, { stoppedAt: 'finance' })).toBe('done stopped skipped skipped');
  });

  it('stops at the step that returned it, with the later ones ahead', () => {
    expect(shown({ status: 'returned', openTasks: [] }, true, { stoppedAt: 'budget' })).toBe('stopped ahead ahead ahead');
  });

  it('shows what became of the effect', () => {
    const approved = { status: 'approved', openTasks: [], doneStepIds: ['budget'], skippedStepIds: ['finance', 'board'] } as const;
    expect((['current', 'done', 'stopped'] as const).map((state) => shown(approved, false, { effects: [{ stepId: 'pay', state }] }))).toEqual(['done skipped skipped current', 'done skipped skipped done', 'done skipped skipped stopped']);
  });

  const forked: Step[] = [
    { id: 'fork', kind: 'condition', name: 'Fork', branches: [{ id: 'yes', when: 'big', steps: [approval('large')] }, { id: 'maybe', when: 'broken', steps: [approval('odd')] }], otherwise: [approval('small')] },
    { id: 'both', kind: 'parallel', name: 'Both', branches: [{ id: 'l', steps: [approval('left')] }, { id: 'r', steps: [approval('right')] }], join: 'all' },
  ];

  it('shows the branch that was taken, and that the others are not', () => {
    const open = { openTasks: [{ number: 1, stepId: 'large', revision: 1, quorum: 1, candidateIds: ['a'] }], branches: [{ stepId: 'fork', branchId: 'yes' }] };
    expect(shown(open, true, { of: forked })).toBe('current current skipped skipped ahead ahead ahead');
  });

  it('shows every branch in which somebody is asked', () => {
    const open = { doneStepIds: ['fork', 'large', 'left'], branches: [{ stepId: 'fork', branchId: 'yes' }], openTasks: [{ number: 2, stepId: 'right', revision: 1, quorum: 1, candidateIds: ['a'] }] };
    expect(shown(open, true, { of: forked })).toBe('done done skipped skipped current done current');
  });

  it('foresees the first branch that holds; one whose condition cannot be worked out leaves the ones after it open', () => {
    const foreseen = (big: boolean) => ['large', 'odd', 'small'].map((id) => foreseenOf(stepsOf(forked).find((step) => step.id === id) ?? approval('none'), { steps: forked, evaluate: evaluateWhere(big) }));
    expect([foreseen(true), foreseen(false)]).toEqual([[true, false, false], [false, null, null]]);
  });
});
