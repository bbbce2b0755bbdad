import { describe, expect, test } from '@jest/globals';
import { checkDefinition, type ApprovalStep, type EffectStep, type Step } from '../index.js';

const approval = (id: string, more: Partial<ApprovalStep> = {}): ApprovalStep => ({
  id, kind: 'approval', name: `Step ${id}`, approvers: { roleIds: ['r'], memberIds: [], unit: 'any' }, quorum: 1, onReject: 'return', ...more,
});
const effect = (id: string): EffectStep => ({ id, kind: 'effect', name: `Step ${id}`, effect: { kind: 'webhook', endpointId: 'e', event: 'a.b' } });
const check = (...steps: Step[]) => checkDefinition({ formatVersion: 1, steps });
const named = (...memberIds: string[]) => ({ roleIds: [], memberIds, unit: 'any' as const });

describe('a definition', () => {
  test.each<[string, Step[]]>([
    ['one approval', [approval('a')]],
    ['approvals and then effects', [approval('a'), approval('b'), effect('c'), effect('d')]],
    ['as many named as must sign', [approval('a', { approvers: named('m', 'n'), quorum: 2 })]],
    ['a quorum that a role may fill', [approval('a', { approvers: { roleIds: ['r'], memberIds: ['m'], unit: 'requester' }, quorum: 9 })]],
  ])('with %s may be published', (_name, steps) => expect(check(...steps)).toEqual([]));

  test.each<[string, Step[], (string | null)[]]>([
    ['no step', [], [null]],
    ['effects only: everything would be approved', [effect('a')], [null]],
    ['an id used twice', [approval('a'), approval('b'), approval('a')], ['a']],
    ['an approval after an effect', [approval('a'), effect('b'), approval('c')], ['c']],
    ['nobody who may sign', [approval('a', { approvers: named() })], ['a']],
    ['a quorum of none', [approval('a', { quorum: 0 })], ['a']],
    ['a quorum below none', [approval('a', { quorum: -1 })], ['a']],
    ['half a signature', [approval('a', { quorum: 1.5 })], ['a']],
    ['a quorum that is no number', [approval('a', { quorum: Number.NaN })], ['a']],
    ['more signatures than members named', [approval('a', { approvers: named('m'), quorum: 2 })], ['a']],
    ['the same member named twice for two signatures', [approval('a', { approvers: named('m', 'm'), quorum: 2 })], ['a']],
    ['two things wrong', [approval('a', { quorum: 0, approvers: named() }), effect('b'), approval('c')], ['a', 'a', 'c']],
  ])('with %s is refused, at the step', (_name, steps, stepIds) => {
    const findings = check(...steps);
    expect(findings.map(({ stepId }) => stepId)).toEqual(stepIds);
    for (const { message } of findings) expect(message).toMatch(/\.$/);
  });
});
