import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGroup, listGroups } from '@countersign/contracts/groups';
import { expectRefusal, holdsItsContract, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let turn = 0;
const ready = () => ({ by: world.company.admin, input: { body: { name: `Committee ${(turn += 1)}` } } });
holdsItsContract({ operation: createGroup, world: () => world, ready });

describe('201', () => {
  it('makes an empty group here, and none in another company, which may use the name too (row:A1 row:F1)', async () => {
    const { company, foreigner } = world;
    const group = await company.admin.call(createGroup, { body: { name: '  Works council ' } });
    expect(group).toMatchObject({ name: 'Works council', members: 0 });
    expect((await company.admin.call(listGroups, { query: { limit: '100' } })).items).toContainEqual(group);
    expect((await foreigner.call(listGroups, { query: {} })).items).toEqual([]);
    await expect(foreigner.call(createGroup, { body: { name: 'Works council' } })).resolves.toMatchObject({ members: 0 });
  });
});

describe('409', () => {
  it('refuses a name that a group has, also where two take it at once', async () => {
    const { company, api, twin } = world;
    await company.admin.call(createGroup, { body: { name: 'Taken' } });
    await expectRefusal(world, createGroup, { body: { name: 'Taken' } }, { by: company.admin }, 'name_taken');
    const answers = await Promise.all([api, twin].map(({ baseUrl }) => sendRaw(baseUrl, createGroup, { body: { name: 'Wanted by two' } }, { by: company.admin })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.json.code).toBe('name_taken');
  });
});
