import { describe, expect, test } from '@jest/globals';
import type { ApprovalStep, AskEffect, Source } from '../index.js';
import { approval, condition, definitionOf, effect, parallel, wait } from '../trials/trial.js';
import { conditionsOf, outlineOf, placedConditionsOf, sourcesOf } from './outline.js';

const role = (roleId: string, more: object = {}): Source => ({ kind: 'role', roleId, ...more });
const step: ApprovalStep = approval('one', {
  when: 'big',
  approvers: {
    anyOf: [role('r', { when: 'abroad' }), role('r'), role('s', { ofUnit: 'requester' }), { kind: 'group', groupId: 'g' }, { kind: 'member', memberId: 'ann' }, { kind: 'manager', levels: 1 }],
    except: [{ kind: 'member', memberId: 'bob' }, { kind: 'member', memberId: 'ann' }],
  },
  onOverdue: { after: { hours: 1 }, escalateTo: [{ kind: 'group', groupId: 'bosses' }] },
});

describe('the outline of a definition', () => {
  test('names each step once, nested ones after what holds them', () => {
    const definition = definitionOf(condition('which', { big: [approval('a')] }, [wait('w')]), parallel('both', 'all', [approval('b')], [approval('c')]), effect('pay'));
    expect(outlineOf(definition).map(({ id, kind }) => [id, kind])).toEqual([['which', 'condition'], ['a', 'approval'], ['w', 'wait'], ['both', 'parallel'], ['b', 'approval'], ['c', 'approval'], ['pay', 'effect']]);
  });

  test('names whom a step asks, leaves out or escalates to, each once, and of the unit apart', () => {
    expect(outlineOf(definitionOf(step))).toStrictEqual([{ id: 'one', name: 'one', kind: 'approval', roleIds: ['r'], unitRoleIds: ['s'], groupIds: ['g', 'bosses'], memberIds: ['ann', 'bob'], managers: true, endpointIds: [] }]);
    expect(outlineOf(definitionOf(approval('two')))).toMatchObject([{ roleIds: ['r'], unitRoleIds: [], managers: false }]);
  });

  test('says whether authority is asked for, of whoever signs or of the manager who does', () => {
    const asks = (approvers: ApprovalStep['approvers']) => outlineOf(definitionOf(approval('a', { approvers })))[0]?.authority;
    expect(asks({ anyOf: [role('r')], authority: true })).toBe(true);
    expect(asks({ anyOf: [role('r'), { kind: 'manager', levels: 'authority' }] })).toBe(true);
    expect(asks({ anyOf: [{ kind: 'manager', levels: 2 }], authority: false })).toBeUndefined();
  });

  test('names the calendar by which a step counts, where it names one', () => {
    const outline = outlineOf(definitionOf(approval('one', { calendarId: 'k' }), { ...wait('w'), calendarId: 'l' }, approval('two')));
    expect(outline.map((each) => ('calendarId' in each ? each.calendarId : 'none'))).toEqual(['k', 'l', 'none']);
  });

  test('names where an effect goes, and what undoes it', () => {
    const endpoints = (more: Parameters<typeof effect>[1]) => outlineOf(definitionOf(effect('pay', more)))[0]?.endpointIds;
    expect(endpoints({ onReverse: { kind: 'webhook', endpointId: 'f', event: 'a.b' } })).toStrictEqual(['e', 'f']);
    expect([endpoints({ onReverse: 'person' }), endpoints({ onReverse: 'nothing' })]).toStrictEqual([['e'], ['e']]);
  });

  test('names the connections that a step reads from, calls and undoes by, and no address for them', () => {
    const call = { kind: 'http', connectionId: 'erp', method: 'POST', path: '/orders', body: null } as const;
    const outline = outlineOf(definitionOf(approval('one', { record: { connectionId: 'crm', path: '/vendors/1', fields: ['/iban'] } }), effect('order', { effect: call, onReverse: { kind: 'message', connectionId: 'chat', text: 'Undone' } }), effect('pay'), approval('two')));
    expect(outline.map(({ connectionIds }) => connectionIds)).toEqual([['crm'], ['erp', 'chat'], undefined, undefined]);
    expect(outline.map(({ endpointIds }) => endpointIds)).toStrictEqual([[], [], ['e', 'e'], []]);
    expect(outline.map((step) => 'connectionIds' in step)).toEqual([true, true, false, false]);
  });

  test('names whom an effect asks, and whom what undoes it does', () => {
    const ask = (...to: AskEffect['to']): AskEffect => ({ kind: 'ask', to, text: 'Order it' });
    const named = (...to: AskEffect['to']) => outlineOf(definitionOf(effect('badge', { effect: ask({ kind: 'role', roleId: 'r' }, { kind: 'requester' }), onReverse: ask(...to) })))[0];
    expect(named({ kind: 'member', memberId: 'm' }, { kind: 'group', groupId: 'g' })).toMatchObject({ roleIds: ['r'], unitRoleIds: [], memberIds: ['m'], groupIds: ['g'], managers: false, endpointIds: [] });
    expect(named({ kind: 'manager' })).toMatchObject({ roleIds: ['r'], managers: true });
    expect(named({ kind: 'manager' })?.authority).toBeUndefined();
    const told = effect('told', { effect: { kind: 'notice', to: [{ kind: 'group', groupId: 'g' }, { kind: 'requester' }], text: 'Done' }, onReverse: ask({ kind: 'manager' }, { kind: 'requester' }) });
    expect(sourcesOf(told)).toStrictEqual([{ kind: 'group', groupId: 'g' }, { kind: 'manager', levels: 1 }]);
    expect(sourcesOf(wait('w'))).toStrictEqual([]);
  });
});

test('the conditions of a step are its own, its branches’, and those of whom it names', () => {
  expect(conditionsOf(step)).toStrictEqual(['big', 'abroad']);
  expect(conditionsOf({ ...condition('which', { big: [], odd: [] }), when: 'first' })).toEqual(['first', 'big', 'odd']);
  expect(placedConditionsOf({ ...step, approvers: { anyOf: [role('r'), role('s', { when: 'abroad' })], except: [{ kind: 'member', memberId: 'bob', when: 'his' }] }, onOverdue: { after: { hours: 1 }, escalateTo: [role('t', { when: 'late' })] } })).toStrictEqual([
    { part: 'when', source: 'big' }, { part: 'approvers/anyOf/1/when', source: 'abroad' }, { part: 'approvers/except/0/when', source: 'his' }, { part: 'onOverdue/escalateTo/0/when', source: 'late' },
  ]);
  expect(placedConditionsOf({ ...condition('which', { big: [], odd: [] }), when: 'first' })).toStrictEqual([{ part: 'when', source: 'first' }, { part: 'branches/big/when', source: 'big' }, { part: 'branches/odd/when', source: 'odd' }]);
  expect([placedConditionsOf({ ...wait('w'), when: 'first' }), placedConditionsOf(approval('a', { onOverdue: { after: { hours: 1 }, then: 'reject' } }))]).toStrictEqual([[{ part: 'when', source: 'first' }], []]);
  expect([conditionsOf(wait('w')), sourcesOf(effect('pay')), sourcesOf(approval('a', { onOverdue: { after: { hours: 1 }, then: 'reject' } }))]).toStrictEqual([[], [], [role('r')]]);
});
