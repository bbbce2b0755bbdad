import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGroup } from '@countersign/contracts/groups';
import { listMembers } from '@countersign/contracts/members';
import { listRoles } from '@countersign/contracts/roles';
import { createWorkflow } from '@countersign/contracts/workflows';
import { expectRefusal, holdsItsContract, noticeStep, openHttpWorld, pointersOf, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

let count = 0;
const approval = (change: object = {}) => ({ id: 'check', kind: 'approval', name: 'Check', approvers: { roleIds: [world.company.roleIds.get('Finance')], memberIds: [], unit: 'any' }, quorum: 1, onReject: 'end', ...change });
const effect = (change: object = {}) => ({ id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId: world.company.endpointId, event: 'payment.requested' }, ...change });
const body = (...steps: object[]) => ({ name: `Flow ${(count += 1)}`, definition: { formatVersion: 1, steps } });
holdsItsContract({ operation: createWorkflow, world: () => world, ready: () => ({ by: world.company.admin, input: { body: body(approval(), effect()) } }) });

describe('409', () => {
  it('refuses a name that is taken here (row:D4)', async () => {
    await expectRefusal(world, createWorkflow, { body: { ...body(approval()), name: 'Purchase' } }, { by: world.company.admin }, 'name_taken');
  });
});

describe('422', () => {
  it('refuses a definition that could not run, each with the step at fault (row:A2 row:A1)', async () => {
    const wrong: [object[], string][] = [
      [[effect()], '/body/definition'],
      [[approval(), approval()], '/body/definition/steps/check'],
      [[effect(), approval()], '/body/definition/steps/check'],
      [[approval({ when: 'request.amount.amount >' })], '/body/definition/steps/check'],
      [[approval({ when: 'unknown.field' })], '/body/definition/steps/check'],
      [[approval({ approvers: { roleIds: [], memberIds: [], unit: 'any' } })], '/body/definition/steps/check'],
    ];
    for (const [steps, pointer] of wrong) {
      const answer = await expectRefusal(world, createWorkflow, { body: body(...steps) }, { by: world.company.admin }, 'definition_invalid');
      expect(pointersOf(answer)).toContain(pointer);
    }
  });

  it('refuses roles, members and endpoints of another company like ones that do not exist (row:F1)', async () => {
    const role = (await world.foreigner.call(listRoles, { query: {} })).items[0]?.id;
    const member = (await world.foreigner.call(listMembers, { query: {} })).items[0]?.id;
    const none = crypto.randomUUID();
    const texts = new Set<string>();
    for (const approvers of [{ roleIds: [role], memberIds: [] }, { roleIds: [none], memberIds: [] }, { roleIds: [], memberIds: [member] }, { roleIds: [], memberIds: [none] }]) {
      texts.add((await expectRefusal(world, createWorkflow, { body: body(approval({ approvers: { ...approvers, unit: 'any' } })) }, { by: world.company.admin }, 'definition_invalid')).text);
    }
    expect(texts.size).toBe(1);
    await expectRefusal(world, createWorkflow, { body: body(approval({ approvers: { roleIds: [role], memberIds: [], unit: 'any' } }), effect()) }, { by: world.foreigner }, 'definition_invalid');
  });

  it('refuses a notice to a role, group or member of another company like one to nobody, and writes nothing (row:F1 row:C1)', async () => {
    const { company, foreigner } = world;
    const anyOf = [{ kind: 'role', roleId: company.roleIds.get('Finance') }];
    const noticing = (listener: object) => ({ name: 'With a notice', definition: { formatVersion: 2, steps: [approval({ approvers: { anyOf } }), noticeStep([listener as never])] } });
    const roles = [(await foreigner.call(listRoles, { query: {} })).items[0]?.id, crypto.randomUUID()].map((roleId) => ({ kind: 'role', roleId }));
    const groups = [(await foreigner.call(createGroup, { body: { name: 'Theirs' } })).id, crypto.randomUUID()].map((groupId) => ({ kind: 'group', groupId }));
    const members = [(await foreigner.call(listMembers, { query: {} })).items[0]?.id, crypto.randomUUID()].map((memberId) => ({ kind: 'member', memberId }));
    const texts = new Set<string>();
    for (const listener of [...roles, ...groups, ...members]) {
      const answer = await expectRefusal(world, createWorkflow, { body: noticing(listener) }, { by: company.admin }, 'definition_invalid');
      expect(pointersOf(answer)).toEqual(['/body/definition/steps/tell']);
      texts.add(answer.text);
    }
    expect(texts.size).toBe(1);
    // The name is free still.
    expect(await company.admin.call(createWorkflow, { body: noticing({ kind: 'requester' }) as never })).toMatchObject({ id: expect.any(String) });
  });

  it('refuses what its format does not have, and points at the spot (row:F6)', async () => {
    const wrong: [object, string][] = [
      [{ ...body(approval()), definition: { formatVersion: 3, steps: [approval()] } }, '/body/definition/formatVersion'],
      [{ ...body(approval()), definition: { formatVersion: 2, steps: [approval()] } }, '/body/definition/steps/0/approvers/anyOf'],
      [body(approval({ quorum: 0 })), '/body/definition/steps/0/quorum'],
      [body(approval({ quorum: 1.5 })), '/body/definition/steps/0/quorum'],
      [body(approval({ onReject: 'ignore' })), '/body/definition/steps/0/onReject'],
      [body(approval({ skip: true })), '/body/definition/steps/0/skip'],
      [body(approval({ id: 'Check step' })), '/body/definition/steps/0/id'],
      [body(approval({ name: 'a\u0000b' })), '/body/definition/steps/0/name'],
      [body(...Array.from({ length: 51 }, (_, index) => approval({ id: `s${index}` }))), '/body/definition/steps'],
    ];
    for (const [sent, pointer] of wrong) {
      const answer = await expectRefusal(world, createWorkflow, { body: sent }, { by: world.company.admin }, 'invalid_input');
      expect(pointersOf(answer)).toContain(pointer);
    }
  });
});
