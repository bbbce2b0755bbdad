import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRole, listRoles } from '@countersign/contracts/roles';
import { expectRefusal, holdsItsContract, openHttpWorld, pointersOf, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let count = 0;
const ready = () => ({ by: world.company.admin, input: { body: { name: `Role ${(count += 1)}`, permissions: ['request.read', 'task.decide'] } } });
holdsItsContract({ operation: createRole, world: () => world, ready });

describe('201', () => {
  it('creates a role that gives what it says, in this company and in no other (row:F2)', async () => {
    const { admin } = world.company;
    const role = await admin.call(createRole, { body: { name: ' Committee ', permissions: ['task.decide', 'request.read', 'task.decide'] } });
    expect(role).toEqual({ id: role.id, name: 'Committee', permissions: ['request.read', 'task.decide'] });
    const ours = await admin.call(listRoles, { query: {} });
    expect(ours.items).toContainEqual(role);
    const theirs = await world.foreigner.call(listRoles, { query: {} });
    expect(theirs.items.map(({ name }) => name)).not.toContain('Committee');
  });
});

describe('403', () => {
  it('refuses a role that gives more than its maker holds, names the permission, and takes one that does not (row:F2)', async () => {
    const { company } = world;
    await company.addRole('Defines roles', ['role.define', 'request.read']);
    const definer = await company.join('Defines roles', ['Defines roles']);
    const answer = await expectRefusal(world, createRole, { body: { name: 'Mine', permissions: ['request.read', 'audit.read'] } }, { by: definer }, 'permission_denied');
    expect(answer.json.permission).toBe('audit.read');
    expect(answer.json.detail).toContain('"audit.read"');
    await expect(definer.call(createRole, { body: { name: 'Mine', permissions: ['request.read'] } })).resolves.toMatchObject({ permissions: ['request.read'] });
  });
});

describe('409', () => {
  it('refuses a name that is taken here, and takes it in another company (row:F1)', async () => {
    const body = { name: 'Finance', permissions: [] };
    await expectRefusal(world, createRole, { body }, { by: world.company.admin }, 'name_taken');
    await expect(world.foreigner.call(createRole, { body })).resolves.toMatchObject({ name: 'Finance' });
  });
});

describe('422', () => {
  it('refuses a permission that does not exist, and says which of them (row:F2)', async () => {
    const answer = await expectRefusal(world, createRole, { body: { name: 'Everything', permissions: ['request.read', '*'] } }, { by: world.company.admin }, 'invalid_input');
    expect(pointersOf(answer)).toEqual(['/body/permissions/1']);
  });

  it('refuses a name that shows nothing, or looks like another and is not, and creates no such role (row:F2)', async () => {
    for (const name of ['\u200b', 'admin\u200b', 'ad\u200dmin', '\u202enimda', '\u2067admin\u2069']) {
      const answer = await expectRefusal(world, createRole, { body: { name, permissions: [] } }, { by: world.company.admin }, 'invalid_input');
      expect(answer.json.errors).toContainEqual({ pointer: '/body/name', detail: 'This must not hold invisible or direction-changing characters.' });
    }
  });
});
