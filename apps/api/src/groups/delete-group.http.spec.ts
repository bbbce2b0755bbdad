import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addGroupMembers, createGroup, deleteGroup, listGroups } from '@countersign/contracts/groups';
import { holdsItsContract, memberIdOf, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let turn = 0;
const ready = async () => {
  const { company } = world;
  const { id: groupId } = await company.admin.call(createGroup, { body: { name: `Group ${(turn += 1)}` } });
  await company.admin.call(addGroupMembers, { params: { groupId }, body: { memberIds: [await memberIdOf(company, company.finance)] } });
  return { by: company.admin, input: { params: { groupId } } };
};
holdsItsContract({ operation: deleteGroup, world: () => world, ready });

describe('200', () => {
  it('is gone with the memberships in it; its members stay members', async () => {
    const { company } = world;
    const { input: { params } } = await ready();
    const { name } = await company.admin.call(deleteGroup, { params });
    expect((await company.admin.call(listGroups, { query: { limit: '100' } })).items.map((group) => group.name)).not.toContain(name);
    expect(await world.api.database.look('select 1 from app.group_members where group_id = $1', [params.groupId])).toEqual([]);
    expect(await memberIdOf(company, company.finance)).not.toBe('');
  });
});
