import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRole } from '@countersign/contracts/roles';
import { holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const ready = () => ({ by: world.company.admin, input: { params: { roleId: world.company.roleIds.get('Finance') ?? '' } } });
holdsItsContract({ operation: getRole, world: () => world, ready });

describe('200', () => {
  it('shows one role as the list shows it (row:D4 row:F2)', async () => {
    const { by, input } = ready();
    expect(await by.call(getRole, input)).toEqual({ id: input.params.roleId, name: 'Finance', permissions: ['request.read', 'task.decide'] });
  });
});
