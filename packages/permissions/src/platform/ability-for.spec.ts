import { describe, expect, it } from '@jest/globals';
import { permissions, startingRoles, type Permission } from '@countersign/contracts/platform';
import fc from 'fast-check';
import { abilityFor, asRequest, asTask, newRules, visibleRequests, type RequestSubject } from '../index.js';

/** Under mutation testing fewer runs, and always the same ones. */
const { randomly = { numRuns: 2000 } } = globalThis as { readonly randomly?: { readonly numRuns: number } };
const me = 'me';
const mine: RequestSubject = { requesterId: me, candidateIds: [], ended: false };
const asked: RequestSubject = { requesterId: 'another', candidateIds: ['somebody', me], ended: false };
const unrelated: RequestSubject = { requesterId: 'another', candidateIds: ['somebody'], ended: false };
const holding = (...held: Permission[]) => abilityFor({ memberId: me, permissions: held });

describe('requests', () => {
  it.each<[string, Permission[], boolean, boolean, boolean]>([
    ['nothing', [], false, false, false],
    ['every permission but the two that read requests', permissions.filter((held) => held !== 'request.read' && held !== 'request.read_all'), false, false, false],
    ['request.read', ['request.read'], true, true, false],
    ['request.read_all', ['request.read_all'], true, true, true],
  ])('one who holds %s reads their own: %p, where they are asked: %p, any other: %p', (_, held, own, where, other) => {
    const ability = holding(...held);
    expect([mine, asked, unrelated].map((request) => ability.can('read', asRequest(request)))).toEqual([own, where, other]);
  });

  it('are changed and withdrawn by their requester only, until they end, and with request.submit only', () => {
    for (const act of ['revise', 'withdraw'] as const) {
      const can = (request: RequestSubject, ...held: Permission[]) => holding(...held).can(act, asRequest(request));
      expect(can(mine, 'request.submit')).toBe(true);
      expect(can({ ...mine, ended: true }, 'request.submit')).toBe(false);
      expect(can(asked, ...permissions)).toBe(false);
      expect(can(unrelated, ...permissions)).toBe(false);
      expect(can(mine, ...permissions.filter((held) => held !== 'request.submit'))).toBe(false);
    }
  });
});

describe('tasks', () => {
  const can = (task: { requesterId: string; candidateIds: string[]; requesterMaySign?: boolean }, ...held: Permission[]) => holding(...held).can('decide', asTask({ requesterMaySign: false, ...task }));
  it('are decided by those they wait for, with task.decide', () => {
    expect(can({ requesterId: 'another', candidateIds: [me] }, 'task.decide')).toBe(true);
    expect(can({ requesterId: 'another', candidateIds: ['somebody'] }, ...permissions)).toBe(false);
    expect(can({ requesterId: 'another', candidateIds: [me] }, ...permissions.filter((held) => held !== 'task.decide'))).toBe(false);
  });

  it('get one more signer by those they wait for, with task.decide, and by whoever may ask others, with task.reassign (row:A8)', () => {
    const adds = (task: { requesterId: string; candidateIds: string[] }, ...held: Permission[]) => holding(...held).can('add_signer', asTask({ requesterMaySign: false, ...task }));
    const waiting = { requesterId: 'another', candidateIds: [me] };
    const others = { requesterId: 'another', candidateIds: ['somebody'] };
    expect([adds(waiting, 'task.decide'), adds(others, 'task.decide')]).toEqual([true, false]);
    expect([adds(waiting, 'task.reassign'), adds(others, 'task.reassign'), adds({ requesterId: me, candidateIds: [] }, 'task.reassign')]).toEqual([true, true, true]);
    const neither = permissions.filter((held) => held !== 'task.decide' && held !== 'task.reassign');
    expect([adds(waiting, ...neither), adds(others, ...neither)]).toEqual([false, false]);
  });

  it('are not decided by who made the request, whatever they hold, unless the step lets them and asks them (row:A1)', () => {
    expect(can({ requesterId: me, candidateIds: [me] }, ...permissions)).toBe(false);
    expect(can({ requesterId: me, candidateIds: [me], requesterMaySign: true }, 'task.decide')).toBe(true);
    expect(can({ requesterId: me, candidateIds: ['somebody'], requesterMaySign: true }, ...permissions)).toBe(false);
    expect(can({ requesterId: me, candidateIds: [me], requesterMaySign: true }, ...permissions.filter((held) => held !== 'task.decide'))).toBe(false);
  });
});

describe('the filter for lists', () => {
  const member = fc.constantFrom<string>(me, 'another', 'somebody');
  const request = fc.record({ requesterId: member, candidateIds: fc.uniqueArray(member), ended: fc.boolean() });

  it('lets through exactly the requests that the ability lets be read, for any permissions', () => {
    fc.assert(
      fc.property(fc.subarray([...permissions]), request, (held, subject) => {
        const ability = holding(...held);
        const { all, requesterId, candidateId } = visibleRequests(ability);
        const listed = all || subject.requesterId === requesterId || (candidateId !== null && subject.candidateIds.includes(candidateId));
        return listed === ability.can('read', asRequest(subject));
      }),
      randomly,
    );
  });

  it('shows nothing to one who holds nothing, and says so in full', () => {
    expect(visibleRequests(holding())).toEqual({ all: false, requesterId: null, candidateId: null });
  });

  it('fails rather than guess at a rule that it cannot put into SQL', () => {
    const inverted = newRules();
    inverted.can('read', 'Request');
    inverted.cannot('read', 'Request', { requesterId: me });
    expect(() => visibleRequests(inverted.build())).toThrow('inverted');
    const ended = newRules();
    ended.can('read', 'Request', { ended: true });
    expect(() => visibleRequests(ended.build())).toThrow('ended has no filter');
    const both = newRules();
    both.can('read', 'Request', { requesterId: me, ended: true });
    expect(() => visibleRequests(both.build())).toThrow('requesterId, ended has no filter');
    const either = newRules();
    either.can('read', 'Request', { requesterId: { $in: [me, 'another'] } });
    expect(() => visibleRequests(either.build())).toThrow('requesterId has no filter');
    const misspelt = newRules();
    misspelt.can('read', 'Request', { candidateId: me } as never);
    expect(() => visibleRequests(misspelt.build())).toThrow('candidateId has no filter');
    const unconditional = newRules();
    unconditional.can('read', 'Request', {});
    expect(() => visibleRequests(unconditional.build())).toThrow('has no filter');
  });
});

describe('the starting roles', () => {
  it('hold what people were told, and no admin decides by being admin', () => {
    expect(permissions.filter((held) => !(startingRoles.admin as readonly Permission[]).includes(held))).toEqual(['task.decide']);
    expect([...startingRoles.requester].sort()).toEqual(['request.read', 'request.submit', 'request_type.read']);
    expect([...startingRoles.approver].sort()).toEqual(['request.read', 'request_type.read', 'task.decide', 'workflow.read']);
    expect(startingRoles.auditor.every((held) => held.endsWith('.read') || held === 'request.read_all')).toBe(true);
  });
});
