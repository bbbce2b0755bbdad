import { describe, expect, it } from '@jest/globals';
import type { RunState, Step } from '@countersign/engine';
import { stepStateOf } from './step-state.part.js';

const approval = (id: string, when?: string): Step => ({ id, kind: 'approval', name: id, approvers: { roleIds: ['r'], memberIds: [], unit: 'any' }, quorum: 1, onReject: 'return', ...(when !== undefined && { when }) });
const steps: Step[] = [approval('budget'), approval('finance', 'big'), approval('board', 'broken'), { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: 'e', event: 'order.placed' } }];
const stateOf = (more: Partial<RunState>): RunState => ({
  status: 'open', requesterId: 'm', revision: 1, revisionDigest: 'd', materialDigest: 'd', taskCount: 1, openTask: null, currentStepId: 'budget', doneStepIds: [], skippedStepIds: [], ...more,
});
const shown = (more: Partial<RunState>, big: boolean, effects: readonly { stepId: string; state: string }[] = []) => {
  const world = { evaluate: (_step: unknown, source: string) => (source === 'big' ? { ok: true as const, result: big, inputs: {} } : { ok: false as const, message: 'Cannot be worked out.' }) };
  return steps.map((step) => stepStateOf(step, stateOf(more), effects, world)).join(' ');
};

describe('the way of a request', () => {
  it('promises a step not reached yet only where its condition holds by what is asked for now', () => {
    expect(shown({}, true)).toBe('current ahead ahead ahead');
    expect(shown({}, false)).toBe('current skipped ahead ahead');
  });

  it('promises nothing of a run that was withdrawn or rejected', () => {
    expect(shown({ status: 'withdrawn', currentStepId: null }, true)).toBe('skipped skipped skipped skipped');
    expect(shown({ status: 'rejected', currentStepId: 'finance', doneStepIds: ['budget'] }, true)).toBe('done stopped skipped skipped');
  });

  it('stops at the step that returned it, with the later ones ahead', () => {
    expect(shown({ status: 'returned' }, true)).toBe('stopped ahead ahead ahead');
  });

  it('shows what became of the effect', () => {
    const approved = { status: 'approved', currentStepId: null, doneStepIds: ['budget'], skippedStepIds: ['finance', 'board'] } as const;
    expect(['wanted', 'succeeded', 'failed'].map((state) => shown(approved, false, [{ stepId: 'pay', state }]))).toEqual(['done skipped skipped current', 'done skipped skipped done', 'done skipped skipped stopped']);
  });
});
