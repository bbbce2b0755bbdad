import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGroup, getGroup, listGroups } from '@countersign/contracts/groups';
import { holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

let count = 0;
const ready = async () => ({ by: world.company.admin, input: { params: { groupId: (await world.company.admin.call(createGroup, { body: { name: `Group ${(count += 1)}` } })).id } } });
holdsItsContract({ operation: getGroup, world: () => world, ready });

describe('200', () => {
  it('shows one group as the list shows it (row:D4)', async () => {
    const { by, input } = await ready();
    const { items } = await by.call(listGroups, { query: {} });
    expect(items).toContainEqual(await by.call(getGroup, input));
  });
});
