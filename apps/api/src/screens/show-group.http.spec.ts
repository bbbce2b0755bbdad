import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addGroupMembers, createGroup } from '@countersign/contracts/groups';
import { showGroup } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, type HttpWorld } from '@countersign/testing';

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
    await company.admin.call(addGroupMembers, { params: { groupId }, body: { memberIds: [await memberIdOf(company, company.finance)] } });
  }
  return { by: company.admin, input: { query: { groupId } } };
};
holdsItsContract({ operation: showGroup, world: () => world, ready });

describe('200', () => {
  it('shows who is in it and who could be added, the latter only to who may', async () => {
    const { by, input } = await ready();
    const { data } = await by.call(showGroup, input);
    expect(data).toMatchObject({ group: { name: 'Board', members: 1 }, define: { allowed: true }, askedBy: [] });
    expect(data.members.items.map(({ name }) => name)).toEqual(['Finance of Acme']);
    expect(data.others.map(({ name }) => name)).toContain('Budget owner of Acme');
    expect(data.others.map(({ name }) => name)).not.toContain('Finance of Acme');
    expect((await by.call(showGroup, { query: { ...input.query, search: 'BUDGET own' } })).data.others.map(({ name }) => name)).toEqual(['Budget owner of Acme']);
    expect((await by.call(showGroup, { query: { ...input.query, search: '%' } })).data.others).toEqual([]);
    expect((await world.company.auditor.call(showGroup, input)).data).toMatchObject({ define: { allowed: false }, others: [] });
  });
});

describe('404', () => {
  it('knows no group of another company (row:F1)', async () => {
    const { input } = await ready();
    const foreign = await expectRefusal(world, showGroup, input, { by: world.foreigner }, 'not_found');
    const unknown = await expectRefusal(world, showGroup, { query: { groupId: crypto.randomUUID() } }, { by: world.foreigner }, 'not_found');
    expect(foreign.text).toBe(unknown.text);
  });
});
