import { expect, test } from '@jest/globals';
import { checkDefinition, readDefinition, type DefinitionFormat1 } from '../index.js';
import { approval, definitionOf } from '../trials/trial.js';

const first: DefinitionFormat1 = {
  formatVersion: 1,
  steps: [
    { id: 'one', kind: 'approval', name: 'One', approvers: { roleIds: ['r', 's'], memberIds: ['m'], unit: 'requester' }, quorum: 2, onReject: 'end', when: 'big' },
    { id: 'two', kind: 'approval', name: 'Two', approvers: { roleIds: [], memberIds: ['m'], unit: 'any' }, quorum: 1, onReject: 'return' },
    { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: 'e', event: 'a.b' }, when: 'costs' },
  ],
};

test('the first format says the same in the second, and leaves undoing to a person', () => {
  const read = readDefinition(first);
  expect(read).toEqual({
    formatVersion: 2,
    steps: [
      { id: 'one', kind: 'approval', name: 'One', quorum: 2, onReject: 'end', when: 'big', approvers: { anyOf: [{ kind: 'role', roleId: 'r', ofUnit: 'requester' }, { kind: 'role', roleId: 's', ofUnit: 'requester' }, { kind: 'member', memberId: 'm', ofUnit: 'requester' }] } },
      { id: 'two', kind: 'approval', name: 'Two', quorum: 1, onReject: 'return', approvers: { anyOf: [{ kind: 'member', memberId: 'm' }] } },
      { id: 'pay', kind: 'effect', name: 'Pay', when: 'costs', effect: { kind: 'webhook', endpointId: 'e', event: 'a.b' }, onReverse: 'person' },
    ],
  });
  expect(checkDefinition(read)).toEqual([]);
});

test('the second format is read as it is', () => {
  const definition = definitionOf(approval('one'));
  expect(readDefinition(definition)).toBe(definition);
});
