import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addGroupMembers, createGroup, listGroupMembers, removeGroupMember } from '@countersign/contracts/groups';
import { expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let turn = 0;
const ready = async () => {
  const { company } = world;
  const memberId = await memberIdOf(company, company.finance);
  const { id: groupId } = await company.admin.call(createGroup, { body: { name: `Group ${(turn += 1)}` } });
  await company.admin.call(addGroupMembers, { params: { groupId }, body: { memberIds: [memberId] } });
  return { by: company.admin, input: { params: { groupId, memberId } } };
};
holdsItsContract({ operation: removeGroupMember, world: () => world, ready });

describe('200', () => {
  it('takes out that member, and nobody else', async () => {
    const { company } = world;
    const { input: { params } } = await ready();
    const other = await memberIdOf(company, company.budgetOwner);
    await company.admin.call(addGroupMembers, { params, body: { memberIds: [other] } });
    expect(await company.admin.call(removeGroupMember, { params })).toMatchObject({ members: 1, requestsAskedAnew: 0 });
    expect((await company.admin.call(listGroupMembers, { params, query: {} })).items.map(({ memberId }) => memberId)).toEqual([other]);
  });

  it('happens once where two take the same member out at once', async () => {
    const { input } = await ready();
    const answers = await Promise.all([world.api, world.twin].map(({ baseUrl }) => sendRaw(baseUrl, removeGroupMember, input, { by: world.company.admin })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  });
});

describe('404', () => {
  it('finds nobody to take out who is not in the group', async () => {
    const { input: { params } } = await ready();
    const memberId = await memberIdOf(world.company, world.company.budgetOwner);
    await expectRefusal(world, removeGroupMember, { params: { ...params, memberId } }, { by: world.company.admin }, 'not_found');
  });
});
