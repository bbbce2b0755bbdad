import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addGroupMembers, createGroup, listGroupMembers } from '@countersign/contracts/groups';
import { deactivateMember } from '@countersign/contracts/members';
import { expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let turn = 0;
const idOf = (person: Person) => memberIdOf(world.company, person);
const newGroup = async () => (await world.company.admin.call(createGroup, { body: { name: `Group ${(turn += 1)}` } })).id;
const ready = async () => ({ by: world.company.admin, input: { params: { groupId: await newGroup() }, body: { memberIds: [await idOf(world.company.finance)] } } });
holdsItsContract({ operation: addGroupMembers, world: () => world, ready });

describe('200', () => {
  it('adds who is not in it yet, and says in the audit who that was (row:A1 row:E1)', async () => {
    const { company } = world;
    const [finance, owner] = [await idOf(company.finance), await idOf(company.budgetOwner)];
    const groupId = await newGroup();
    expect((await company.admin.call(addGroupMembers, { params: { groupId }, body: { memberIds: [finance] } })).members).toBe(1);
    expect((await company.admin.call(addGroupMembers, { params: { groupId }, body: { memberIds: [finance, owner, owner] } })).members).toBe(2);
    expect((await company.admin.call(listGroupMembers, { params: { groupId }, query: {} })).items.map(({ memberId }) => memberId).sort()).toEqual([finance, owner].sort());
    const entries = await world.api.database.look<{ added: string[] }>("select convert_from(canonical, 'UTF8')::jsonb->'after'->'addedMemberIds' as added from app.audit_entries where action = 'group.members_added' and subject_id = $1 order by id", [groupId]);
    expect(entries.map(({ added }) => added)).toEqual([[finance], [owner]]);
  });
});

describe('422', () => {
  it('refuses who is no member here: of another company, of none, or removed (row:F1)', async () => {
    const { company, foreigner } = world;
    const gone = await company.join('Gone', ['requester']);
    const memberId = await idOf(gone);
    await company.admin.call(deactivateMember, { params: { memberId }, body: {} });
    const theirs = await world.api.database.look<{ id: string }>('select id from app.members where email = $1', [foreigner.email]);
    for (const stranger of [memberId, theirs[0]?.id, crypto.randomUUID()]) {
      await expectRefusal(world, addGroupMembers, { params: { groupId: await newGroup() }, body: { memberIds: [await idOf(company.finance), stranger] } }, { by: company.admin }, 'member_unknown');
    }
  });
});
