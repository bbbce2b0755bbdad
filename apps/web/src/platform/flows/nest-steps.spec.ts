import { describe, expect, it } from '@jest/globals';
import { branchName, isNested, nestSteps } from './nest-steps.js';

const step = (stepId: string, holder: string | null = null, branchId = '', text: string | null = null) => ({
  stepId,
  branch: holder === null ? null : { stepId: holder, branchId, condition: text === null ? null : { source: 'true', text } },
});
const listed = [
  step('first'),
  step('size'),
  step('both', 'size', 'large', 'Amount is 5,000 or more'),
  step('money', 'both', 'money'),
  step('safety', 'both', 'safe'),
  step('insurance', 'both', 'safe'),
  step('quick', 'size', 'middling', 'Amount is 1,000 or more'),
  step('clerk', 'size', 'otherwise'),
  step('last'),
];

describe('steps that hold others', () => {
  it('stand as the tree that they are, each branch once and in order, with when it is taken (row:A2)', () => {
    const nested = nestSteps(listed);
    expect(nested.map(({ step: { stepId } }) => stepId)).toEqual(['first', 'size', 'last']);
    const size = nested[1]?.branches ?? [];
    expect(size.map(({ label }) => label)).toEqual(['If Amount is 5,000 or more', 'Otherwise, if Amount is 1,000 or more', 'Otherwise']);
    const both = size[0]?.steps[0]?.branches ?? [];
    expect(both.map(({ label, steps }) => [label, steps.map(({ step: { stepId } }) => stepId)])).toEqual([['Branch money', ['money']], ['Branch safe', ['safety', 'insurance']]]);
  });

  it('are told from steps one after the other, which a drawing from top to bottom shows (row:A2)', () => {
    expect([isNested(listed), isNested([step('first'), step('last')])]).toEqual([true, false]);
    expect(nestSteps([step('first'), step('last')]).every(({ branches }) => branches.length === 0)).toBe(true);
  });
});

it('calls a branch that has no name of its own by its number', () => expect(['branch-2', 'safe', 'branch-x', 'my-branch-2'].map(branchName)).toEqual(['2', 'safe', 'branch-x', 'my-branch-2']));
