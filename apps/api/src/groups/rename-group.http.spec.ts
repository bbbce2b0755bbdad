import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGroup, renameGroup } from '@countersign/contracts/groups';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let turn = 0;
const groupNamed = async (name: string) => (await world.company.admin.call(createGroup, { body: { name } })).id;
const ready = async () => {
  const groupId = await groupNamed(`Before ${(turn += 1)}`);
  return { by: world.company.admin, input: { params: { groupId }, body: { name: `After ${turn}` } } };
};
holdsItsContract({ operation: renameGroup, world: () => world, ready });

describe('200', () => {
  it('renames it, and the audit tells both names (row:E1)', async () => {
    const groupId = await groupNamed('Board');
    expect(await world.company.admin.call(renameGroup, { params: { groupId }, body: { name: 'Supervisory board' } })).toEqual({ id: groupId, name: 'Supervisory board', members: 0 });
    const entries = await world.api.database.look("select convert_from(canonical, 'UTF8')::jsonb->'before'->>'name' as before, convert_from(canonical, 'UTF8')::jsonb->'after'->>'name' as after from app.audit_entries where action = 'group.renamed' and subject_id = $1", [groupId]);
    expect(entries).toEqual([{ before: 'Board', after: 'Supervisory board' }]);
  });
});

describe('409', () => {
  it('refuses the name of another group; its own name may stay', async () => {
    const groupId = await groupNamed('First');
    await groupNamed('Second');
    await expectRefusal(world, renameGroup, { params: { groupId }, body: { name: 'Second' } }, { by: world.company.admin }, 'name_taken');
    await expect(world.company.admin.call(renameGroup, { params: { groupId }, body: { name: 'First' } })).resolves.toMatchObject({ name: 'First' });
  });
});
