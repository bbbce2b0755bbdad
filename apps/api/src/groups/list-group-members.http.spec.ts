import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addGroupMembers, createGroup, listGroupMembers } from '@countersign/contracts/groups';
import { holdsItsContract, memberIdOf, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let groupId = '';
const ready = async () => {
  const { company } = world;
  if (groupId === '') {
    ({ id: groupId } = await company.admin.call(createGroup, { body: { name: 'Board' } }));
    await company.admin.call(addGroupMembers, { params: { groupId }, body: { memberIds: await Promise.all([company.finance, company.budgetOwner, company.auditor].map((person) => memberIdOf(company, person))) } });
  }
  return { by: company.auditor, input: { params: { groupId }, query: {} } };
};
holdsItsContract({ operation: listGroupMembers, world: () => world, ready });

describe('200', () => {
  it('lists who is in it, each once, page after page', async () => {
    const { by, input } = await ready();
    const first = await by.call(listGroupMembers, { ...input, query: { limit: '2' } });
    const second = await by.call(listGroupMembers, { ...input, query: { limit: '2', cursor: first.nextCursor ?? '' } });
    expect([...first.items, ...second.items].map(({ name }) => name).sort()).toEqual(['Auditor of Acme', 'Budget owner of Acme', 'Finance of Acme']);
    expect(second.nextCursor).toBeNull();
  });
});
