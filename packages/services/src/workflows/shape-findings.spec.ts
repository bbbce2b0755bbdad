import { workflowDefinition } from '@countersign/contracts/workflows';
import { describe, expect, it } from '@jest/globals';
import { shapeFindings } from './shape-findings.part.js';

const findingsOf = (sent: unknown) => {
  const { success, error } = workflowDefinition.safeParse(sent);
  return success ? [] : shapeFindings(sent, error.issues);
};

describe('what is wrong with the shape of a definition', () => {
  it('is said in words where a workflow has no step yet, where an effect names nobody, and where a step has no name (row:A2)', () => {
    expect(findingsOf({ formatVersion: 2, steps: [] })).toEqual([{ stepId: null, field: 'steps', message: 'There is no step yet. A workflow has at least one.', at: null }]);
    const ask = { id: 'ask', kind: 'effect', name: 'Ask', effect: { kind: 'ask', to: [], text: 'Order it' }, onReverse: 'nothing' };
    expect(findingsOf({ formatVersion: 2, steps: [ask] })).toEqual([{ stepId: 'ask', field: 'effect/to', message: 'Nobody is named yet. Choose who it is for.', at: null }]);
    const step = { id: 'wait', kind: 'wait', name: '', until: { hours: 1 } };
    expect(findingsOf({ formatVersion: 2, steps: [step] })).toEqual([{ stepId: 'wait', field: 'name', message: '“name” must not be empty.', at: null }]);
  });

  it('says at most how much, and keeps what only its author can read (row:A2)', () => {
    const step = { id: 'wait', kind: 'wait', name: 'x'.repeat(300), until: { hours: 1 } };
    expect(findingsOf({ formatVersion: 2, steps: [step] })[0]?.message).toMatch(/^“name” is too long: at most \d+\.$/);
    expect(findingsOf({ formatVersion: 2 })[0]?.message).toMatch(/^“steps” is not as it should be: /);
  });
});
