import { describe, expect, it } from '@jest/globals';
import type { WorkflowFinding } from '@countersign/contracts/workflows';
import { begunBy, isAhead, leftOf, type BegunSteps } from './begun-steps.js';
import { insertAfter, newStep, updateStep, type Definition, type Step } from './edit-definition.js';

const empty: Definition = { formatVersion: 2, steps: [] };
const old = insertAfter(empty, null, newStep(empty, 'effect', { id: 'old' }));
const both = insertAfter(old, 'old', newStep(old, 'effect', { id: 'pay' }));
const none: BegunSteps = new Map();
const about = (stepId: string | null, field: string | null): WorkflowFinding => ({ stepId, field, message: 'Choose the webhook endpoint.', at: null });

describe('what is wrong with a step that somebody begins (row:A2)', () => {
  const begun = begunBy(none, old, both);

  it('is not held against them before they have come to it, and is of any other step', () => {
    expect([isAhead(begun, about('pay', 'effect/endpointId')), isAhead(begun, about('old', 'effect/endpointId')), isAhead(begun, about(null, 'steps')), isAhead(begun, about('pay', null))]).toEqual([true, false, false, false]);
  });

  it('is shown once its field was left, and all of it once the step was', () => {
    const left = leftOf(begun, 'pay', ['effect/endpointId']);
    expect([isAhead(left, about('pay', 'effect/endpointId')), isAhead(left, about('pay', 'effect/event'))]).toEqual([false, true]);
    expect(isAhead(leftOf(left, 'pay', null), about('pay', 'effect/event'))).toBe(false);
    expect(leftOf(begun, 'old', null)).toBe(begun);
  });

  it('waits anew where the step, or what it carries out, becomes another kind; and not where it is only changed', () => {
    const shown = leftOf(begun, 'pay', null);
    const to = (part: Partial<Extract<Step, { kind: 'effect' }>>) => begunBy(shown, both, updateStep(both, 'pay', (step) => ({ ...step, ...part }) as Step));
    const call = { kind: 'http', connectionId: '', method: 'POST', path: '', body: null } as const;
    expect(isAhead(to({ effect: call }), about('pay', 'effect/path'))).toBe(true);
    expect(isAhead(to({ onReverse: call }), about('pay', 'onReverse/path'))).toBe(true);
    expect(to({ name: 'Another' })).toBe(shown);
  });
});
