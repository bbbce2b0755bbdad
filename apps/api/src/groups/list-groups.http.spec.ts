import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGroup, listGroups } from '@countersign/contracts/groups';
import { holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: listGroups, world: () => world, ready: () => ({ by: world.company.auditor, input: { query: {} } }) });

describe('200', () => {
  it('lists them by name, page after page, and none of another company (row:F1)', async () => {
    const { company, foreigner } = world;
    for (const name of ['Works council', 'Board', 'Legal']) await company.admin.call(createGroup, { body: { name } });
    await foreigner.call(createGroup, { body: { name: 'Theirs' } });
    const first = await company.auditor.call(listGroups, { query: { limit: '2' } });
    const second = await company.auditor.call(listGroups, { query: { limit: '2', cursor: first.nextCursor ?? '' } });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Board', 'Legal', 'Works council']);
    expect(second.nextCursor).toBeNull();
  });
});
