import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { previewMemberRoles } from '@countersign/contracts/members';
import { listRoles } from '@countersign/contracts/roles';
import { getSession } from '@countersign/contracts/identity';
import { expectRefusal, founderOf, holdsItsContract, memberIdOf, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const role = (name: string) => world.company.roleIds.get(name) ?? '';
const ready = async () => ({ by: world.company.admin, input: { params: { memberId: await memberIdOf(world.company, world.company.requester) }, query: { roleIds: role('auditor') } } });
holdsItsContract({ operation: previewMemberRoles, world: () => world, ready });

describe('200', () => {
  it('says what is gained and lost in words, and how much waits for them', async () => {
    const { company } = world;
    await company.submit();
    const params = { memberId: await memberIdOf(company, company.budgetOwner) };
    const preview = await company.admin.call(previewMemberRoles, { params, query: { roleIds: role('requester') } });
    expect(preview.gained.map(({ permission }) => permission)).toEqual(['request.submit', 'request_type.read']);
    expect(preview.lost).toEqual([{ permission: 'task.decide', sentence: 'Approve, reject or request changes where they are asked' }]);
    expect(preview).toMatchObject({ waitingTasks: 1, allowed: true, because: null });
    expect(await company.admin.call(previewMemberRoles, { params, query: { roleIds: '' } })).toMatchObject({ gained: [], allowed: true });
  });

  it('says beforehand what would be refused: more than one has, and the last administrator (row:F2)', async () => {
    const { company } = world;
    await company.addRole('Assigns', ['member.assign_roles', 'request.read']);
    const assigner = await company.join('Assigns', ['Assigns']);
    const params = { memberId: await memberIdOf(company, company.requester) };
    expect(await assigner.call(previewMemberRoles, { params, query: { roleIds: role('admin') } })).toMatchObject({ allowed: false, because: expect.stringContaining('more than you have') });
    const founder = await founderOf(world.api, 'Cyan');
    const memberId = (await founder.call(getSession, {})).activeMemberId ?? '';
    expect(await founder.call(previewMemberRoles, { params: { memberId }, query: { roleIds: '' } })).toMatchObject({ allowed: false, because: expect.stringContaining('Nobody could administer roles') });
  });
});

describe('422', () => {
  it('knows no role of another company, and takes nothing but ids (row:F1 row:F6)', async () => {
    const { params } = (await ready()).input;
    const theirs = (await world.foreigner.call(listRoles, { query: {} })).items[0]?.id ?? '';
    for (const roleIds of [theirs, crypto.randomUUID()]) await expectRefusal(world, previewMemberRoles, { params, query: { roleIds } }, { by: world.company.admin }, 'role_unknown');
    for (const roleIds of ['all', `${role('admin')},`, `${role('admin')} ${role('auditor')}`]) await expectRefusal(world, previewMemberRoles, { params, query: { roleIds } }, { by: world.company.admin }, 'invalid_input');
  });
});
