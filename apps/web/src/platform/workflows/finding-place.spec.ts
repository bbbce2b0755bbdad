import { describe, expect, it } from '@jest/globals';
import type { WorkflowFinding } from '@countersign/contracts/workflows';
import { newStep, type Definition } from './edit-definition.js';
import { inOrder, placeText, waysTo } from './finding-place.js';

const empty: Definition = { formatVersion: 2, steps: [] };
const definition: Definition = { formatVersion: 2, steps: [newStep(empty, 'approval', { id: 'a', name: 'Finance' }), newStep(empty, 'approval', { id: 'b', name: '' })] };
const finding = (stepId: string | null, field: string | null): WorkflowFinding => ({ stepId, field, message: 'Something is wrong.', at: null });

describe('where a finding leads', () => {
  it('is the closest field that is drawn, or else what is around it', () => expect(waysTo('approvers/anyOf/0/when')).toEqual(['approvers/anyOf/0/when', 'approvers/anyOf/0', 'approvers/anyOf', 'approvers']));

  it.each<[string | null, string | null, string | null]>([
    ['a', 'when', 'Finance: Only if'],
    ['a', 'approvers/anyOf/0/when', 'Finance: Who may sign'],
    ['a', 'approvers/authority', 'Finance: Rules'],
    ['a', 'what nobody knows', 'Finance'],
    ['a', null, 'Finance'],
    ['b', 'name', 'Without a name: Name'],
    ['gone', 'when', null],
    [null, 'steps', null],
  ])('is told for step %s and field %s as %s', (stepId, field, text) => expect(placeText(definition, finding(stepId, field))).toBe(text));

  it('goes down the outline, from what is about the whole', () => {
    expect(inOrder(definition, [finding('b', null), finding('a', 'when'), finding(null, null), finding('a', null)]).map(({ stepId, field }) => [stepId, field])).toEqual([[null, null], ['a', 'when'], ['a', null], ['b', null]]);
  });
});
