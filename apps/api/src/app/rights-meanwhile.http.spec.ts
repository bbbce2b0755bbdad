import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inviteMember } from '@countersign/contracts/invitations';
import { assignMemberRoles, deactivateMember } from '@countersign/contracts/members';
import { createRole, updateRole } from '@countersign/contracts/roles';
import { decideRequest, previewDecision } from '@countersign/contracts/tasks';
import { addFlow, approvalBy, memberIdOf, openHttpWorld, sendRaw, taskOf, type HttpWorld, type Person } from '@countersign/testing';

/** Rights that change between the look at a session and the transaction of the call: what comes after a removal is refused. */
let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const idOf = (person: Person) => memberIdOf(world.company, person);
const pause = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));

async function untilSomebodyWaits(): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const rows = await world.api.database.look(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    if (rows.length > 0) return;
    await pause(10);
  }
  throw new Error('nobody waits for the lock');
}

/** Sends a call while its sender's roles are being changed in a transaction that ends only when the call waits for it. */
async function whileRolesChange<Answer>(memberId: string, change: string, send: () => Promise<Answer>): Promise<Answer> {
  const answer = await world.api.database.meanwhile(async (ask) => {
    await ask('select 1 from app.members where id = $1 for no key update', [memberId]);
    await ask(change, [memberId]);
    const underWay = send();
    await untilSomebodyWaits();
    return { underWay };
  });
  return answer.underWay;
}
const allTaken = 'delete from app.member_roles where member_id = $1';

describe('a call of somebody whose roles are taken away at that moment', () => {
  it('gives rights to nobody: not to themselves, not to others, not by an invitation or a role (row:F3)', async () => {
    const { company, twin } = world;
    const adminRole = company.roleIds.get('admin') ?? '';
    const accomplice = await idOf(await company.join('Accomplice', ['requester']));
    const calls = [
      (by: Person, ownId: string) => sendRaw(twin.baseUrl, assignMemberRoles, { params: { memberId: ownId }, body: { roleIds: [adminRole] } }, { by }),
      (by: Person) => sendRaw(twin.baseUrl, assignMemberRoles, { params: { memberId: accomplice }, body: { roleIds: [adminRole] } }, { by }),
      (by: Person) => sendRaw(twin.baseUrl, inviteMember, { body: { email: 'late@invited.example', roleIds: [adminRole] } }, { by }),
      (by: Person) => sendRaw(twin.baseUrl, createRole, { body: { name: 'Late role', permissions: ['task.decide'] } }, { by }),
    ];
    for (const [index, call] of calls.entries()) {
      const by = await company.join(`Demoted ${index}`, ['admin']);
      const ownId = await idOf(by);
      const { status, json } = await whileRolesChange(ownId, allTaken, () => call(by, ownId));
      expect([status, json.code]).toEqual([403, 'permission_denied']);
    }
    expect(await world.api.database.look('select 1 from app.member_roles where member_id = $1 and role_id = $2', [accomplice, adminRole])).toEqual([]);
    expect(await world.api.database.look(`select 1 from app.roles where name = 'Late role'`)).toEqual([]);
  }, 60_000);

  it('is refused where they are no member any more, and where they have other rights than a moment ago (row:F3)', async () => {
    const { company, twin } = world;
    const send = (by: Person) => () => sendRaw(twin.baseUrl, createRole, { body: { name: 'Too late', permissions: [] } }, { by });
    const gone = await company.join('Gone', ['admin']);
    const removed = await whileRolesChange(await idOf(gone), 'update app.members set deactivated_at = now() where id = $1', send(gone));
    expect([removed.status, removed.json.code]).toEqual([403, 'no_active_tenant']);
    const changed = await company.join('Changed', ['admin', 'Budget owner']);
    const answer = await whileRolesChange(await idOf(changed), `delete from app.member_roles m using app.roles r where r.tenant_id = m.tenant_id and r.id = m.role_id and m.member_id = $1 and r.name = 'Budget owner'`, send(changed));
    expect([answer.status, answer.json.code]).toEqual([403, 'rights_changed']);
  }, 60_000);

  it('is a decision that is not recorded, also where other roles still let them decide (row:A1)', async () => {
    const { company, api, twin } = world;
    await company.addRole('Desk', ['request.read', 'task.decide']);
    await company.addRole('Spare', ['request.read', 'task.decide']);
    const flow = await addFlow(company, 'Desk', [approvalBy(company, 'Desk')]);
    await company.join('Stays', ['Desk']);
    const leaving = await company.join('Loses the desk', ['Desk', 'Spare']);
    const { id } = await flow.submit();
    const taskId = await taskOf(leaving, id);
    const { revisionDigest, consequencesDigest } = await leaving.call(previewDecision, { params: { taskId }, query: { verdict: 'approve' } });
    const loses = `delete from app.member_roles m using app.roles r where r.tenant_id = m.tenant_id and r.id = m.role_id and m.member_id = $1 and r.name = 'Desk'`;
    const { status, json } = await whileRolesChange(await idOf(leaving), loses, () =>
      sendRaw(twin.baseUrl, decideRequest, { params: { taskId }, body: { verdict: 'approve', revisionDigest, consequencesDigest } }, { by: leaving }),
    );
    expect([status, json.code]).toEqual([403, 'not_a_candidate']);
    expect(await api.database.look('select 1 from app.decisions where request_id = $1', [id])).toEqual([]);
  }, 60_000);
});

describe('taking rights away', () => {
  it('waits for no decision under way that only refers to the member, so that neither waits for the other for ever (row:A1)', async () => {
    const { company } = world;
    const member = await company.join('Referred to', ['Budget owner']);
    const memberId = await idOf(member);
    await world.api.database.meanwhile(async (ask) => {
      // What a foreign key does when a row that names the member is written.
      await ask('select 1 from app.members where id = $1 for key share', [memberId]);
      await company.admin.call(deactivateMember, { params: { memberId }, body: {} });
    });
  }, 30_000);

  it('from a role waits for what its holders are doing (row:F3)', async () => {
    const { company } = world;
    const roleId = await company.addRole('Shrinks', ['request.read', 'request.submit']);
    const holder = await idOf(await company.join('Holds it', ['Shrinks']));
    const { shrunk } = await world.api.database.meanwhile(async (ask) => {
      await ask('select 1 from app.members where id = $1 for share', [holder]);
      const underWay = company.admin.call(updateRole, { params: { roleId }, body: { name: 'Shrinks', permissions: ['request.read'] } });
      await untilSomebodyWaits();
      return { shrunk: underWay };
    });
    expect(await shrunk).toMatchObject({ permissions: ['request.read'] });
  }, 30_000);
});
