import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { switchTenant } from '@countersign/contracts/identity';
import { assignMemberRoles } from '@countersign/contracts/members';
import { createRole, listRoles } from '@countersign/contracts/roles';
import { showInbox } from '@countersign/contracts/screens';
import { revokeOtherSessions } from '@countersign/contracts/sessions';
import { createTenant } from '@countersign/contracts/tenants';
import { signIn } from '@countersign/contracts/identity';
import { decideRequests, type DecisionsReply } from '@countersign/contracts/tasks';
import { founderOf, lookAt, memberIdOf, openHttpWorld, sendRaw, testPassword, type HttpWorld, type Person } from '@countersign/testing';

/** A process that has seen a session before does not look it up beforehand: what has changed since counts all the same. */
let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const tripsOf = (answer: { readonly headers: Headers }) => /trips=(\d+)/.exec(answer.headers.get('server-timing') ?? '')?.[1];
const makeRole = (by: Person, name: string) => sendRaw(world.api.baseUrl, createRole, { body: { name, permissions: [] } }, { by });
const rolesNamed = (name: string) => world.api.database.look('select tenant_id from app.roles where name = $1', [name]);

async function seenBefore(name: string, roles: readonly string[]): Promise<Person> {
  const someone = await world.company.join(name, roles);
  expect((await makeRole(someone, `First of ${name}`)).status).toBe(201);
  return someone;
}

describe('several decisions by a session that is moved to another company, or ended, meanwhile', () => {
  const pause = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));
  async function untilSomebodyWaits(): Promise<void> {
    for (let tries = 0; tries < 400; tries += 1) {
      if ((await world.api.database.look(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length > 0) return;
      await pause(25);
    }
    throw new Error('nobody waits for the lock');
  }
  const elsewhere = async (someone: Person, memberId: string) => expect((await sendRaw(world.twin.baseUrl, switchTenant, { body: { memberId } }, { by: someone })).status).toBe(200);
  const ended = async (someone: Person) => {
    const other = someone.again();
    await other.call(signIn, { body: { email: someone.email, password: testPassword } });
    expect((await sendRaw(world.twin.baseUrl, revokeOtherSessions, {}, { by: other })).status).toBe(200);
  };

  it.each<[string, (someone: Person, memberId: string) => Promise<void>]>([
    ['moved', elsewhere],
    ['ended', ended],
  ])('says what was recorded until it was %s, and of each other that it was not (row:A8 row:F1 row:F3)', async (name, change) => {
    const { company, api } = world;
    const someone = await company.join(`Is ${name} meanwhile`, ['Budget owner']);
    const acmeId = await memberIdOf(company, someone);
    await someone.call(createTenant, { body: { name: `Where they are ${name}` } });
    const [other] = await api.database.look<{ id: string }>('select id from app.members where email = $1 and id <> $2', [someone.email, acmeId]);
    await elsewhere(someone, acmeId);
    const look = async () => {
      const { id } = await company.submit();
      const { params, body } = await lookAt(someone, id);
      return { requestId: id, decision: { taskId: params.taskId, ...body } };
    };
    const looked = [await look(), await look(), await look()];
    const { answer } = await api.database.meanwhile(async (ask) => {
      await ask('select 1 from app.runs where request_id = $1 for update', [looked[1]?.requestId]);
      const underWay = sendRaw(api.baseUrl, decideRequests, { body: { decisions: looked.map(({ decision }) => decision) } }, { by: someone });
      await untilSomebodyWaits();
      await change(someone, other?.id ?? '');
      return { answer: underWay };
    });
    const { status, json } = await answer;
    expect(status).toBe(201);
    expect((json as unknown as DecisionsReply).results.map((result) => (result.outcome === 'recorded' ? 'recorded' : result.problem.code))).toEqual(['recorded', 'recorded', 'rights_changed']);
    const kept = await api.database.look<{ id: string }>('select request_id as id from app.decisions where request_id = any ($1)', [looked.map(({ requestId }) => requestId)]);
    expect(kept.map(({ id }) => id).sort()).toEqual(looked.slice(0, 2).map(({ requestId }) => requestId).sort());
  }, 60_000);
});

describe('a change by a session that the process has seen before', () => {
  it('costs one trip to the database less, since the session is looked up in the trip that holds the rights (row:K1)', async () => {
    const someone = await world.company.join('Frequent', ['admin']);
    const first = await makeRole(someone, 'Frequent one');
    const second = await makeRole(someone, 'Frequent two');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(Number(tripsOf(first)) - Number(tripsOf(second))).toBe(1);
  });

  it('is refused at once where another process took the rights away, and nothing is written (row:F3 row:L3)', async () => {
    const demoted = await seenBefore('Soon demoted', ['admin']);
    const memberId = await memberIdOf(world.company, demoted);
    const requesterRole = world.company.roleIds.get('requester') ?? '';
    expect((await sendRaw(world.twin.baseUrl, assignMemberRoles, { params: { memberId }, body: { roleIds: [requesterRole] } }, { by: world.company.admin })).status).toBeLessThan(300);
    const answer = await makeRole(demoted, 'Not any more');
    expect([answer.status, answer.json.code]).toEqual([403, 'permission_denied']);
    expect(await rolesNamed('Not any more')).toEqual([]);
  });

  it('goes on with the rights that another process gave meanwhile (row:F2)', async () => {
    const promoted = await seenBefore('Soon promoted', ['admin']);
    const memberId = await memberIdOf(world.company, promoted);
    const roleIds = ['admin', 'Budget owner'].map((name) => world.company.roleIds.get(name) ?? '');
    await sendRaw(world.twin.baseUrl, assignMemberRoles, { params: { memberId }, body: { roleIds } }, { by: world.company.admin });
    expect((await makeRole(promoted, 'With more rights')).status).toBe(201);
    expect(await rolesNamed('With more rights')).toHaveLength(1);
  });

  it('is refused at once where the session was ended elsewhere (row:F3 row:L3)', async () => {
    const someone = await seenBefore('Signed out elsewhere', ['admin']);
    const elsewhere = someone.again();
    await elsewhere.call(signIn, { body: { email: someone.email, password: testPassword } });
    expect((await sendRaw(world.twin.baseUrl, revokeOtherSessions, {}, { by: elsewhere })).status).toBeLessThan(300);
    const answer = await makeRole(someone, 'From a session that is over');
    expect([answer.status, answer.json.code]).toEqual([401, 'not_signed_in']);
    expect(await rolesNamed('From a session that is over')).toEqual([]);
  });

  it('happens in the company that was switched to in another process, and not in the one before (row:F1)', async () => {
    const someone = await founderOf(world.api, 'Castor');
    await someone.call(createTenant, { body: { name: 'Pollux' } });
    expect((await makeRole(someone, 'In the one')).status).toBe(201);
    const memberships = (await world.api.database.look<{ id: string; name: string }>('select m.id, t.name from app.members m join app.tenants t using (tenant_id) where m.email = $1', [someone.email])).sort((a, b) => a.name.localeCompare(b.name));
    const [castor] = memberships;
    await sendRaw(world.twin.baseUrl, switchTenant, { body: { memberId: castor?.id ?? '' } }, { by: someone });
    expect((await makeRole(someone, 'In the other')).status).toBe(201);
    const [before, after] = [await rolesNamed('In the one'), await rolesNamed('In the other')];
    expect([before.length, after.length]).toEqual([1, 1]);
    expect(after).not.toEqual(before);
    expect(await someone.call(listRoles, { query: {} })).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ name: 'In the other' })]) });
  });
});

describe('what a session reads that the process has seen before', () => {
  const inbox = (by: Person, { baseUrl } = world.api) => sendRaw(baseUrl, showInbox, {}, { by });
  const roles = (by: Person) => sendRaw(world.api.baseUrl, listRoles, { query: {} }, { by });

  it('costs one trip to the database less, since the session is looked up in the trip of what is read first (row:K1)', async () => {
    const someone = await world.company.join('Reads often', ['admin']);
    const [first, second] = [await inbox(someone, world.twin), await inbox(someone, world.twin)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(Number(tripsOf(first)) - Number(tripsOf(second))).toBe(1);
  });

  it('is refused at once where another process took the right to it away (row:F3 row:L3)', async () => {
    const demoted = await seenBefore('Reads no more', ['admin']);
    expect((await roles(demoted)).status).toBe(200);
    const memberId = await memberIdOf(world.company, demoted);
    await sendRaw(world.twin.baseUrl, assignMemberRoles, { params: { memberId }, body: { roleIds: [world.company.roleIds.get('requester') ?? ''] } }, { by: world.company.admin });
    const answer = await roles(demoted);
    expect([answer.status, answer.json.code]).toEqual([403, 'permission_denied']);
  });

  it('is shown with the rights that another process gave meanwhile, and not refused by those before (row:F2)', async () => {
    const promoted = await world.company.join('Reads more', ['requester']);
    expect((await roles(promoted)).status).toBe(403);
    const memberId = await memberIdOf(world.company, promoted);
    await sendRaw(world.twin.baseUrl, assignMemberRoles, { params: { memberId }, body: { roleIds: [world.company.roleIds.get('admin') ?? ''] } }, { by: world.company.admin });
    expect((await roles(promoted)).status).toBe(200);
  });

  it('is refused at once where the session was ended elsewhere (row:F3 row:L3)', async () => {
    const someone = await seenBefore('Reads from an ended session', ['admin']);
    expect((await inbox(someone)).status).toBe(200);
    const elsewhere = someone.again();
    await elsewhere.call(signIn, { body: { email: someone.email, password: testPassword } });
    await sendRaw(world.twin.baseUrl, revokeOtherSessions, {}, { by: elsewhere });
    const answer = await inbox(someone);
    expect([answer.status, answer.json.code]).toEqual([401, 'not_signed_in']);
  });

  it('is of the company that was switched to in another process, and nothing of the one before (row:F1)', async () => {
    const someone = await founderOf(world.api, 'Deneb');
    await someone.call(createTenant, { body: { name: 'Rigel' } });
    const nameOf = async () => ((await inbox(someone)).json as unknown as { tenant: { name: string } }).tenant.name;
    expect(await nameOf()).toBe('Rigel');
    const [deneb] = await world.api.database.look<{ id: string }>("select m.id from app.members m join app.tenants t using (tenant_id) where m.email = $1 and t.name = 'Deneb'", [someone.email]);
    await sendRaw(world.twin.baseUrl, switchTenant, { body: { memberId: deneb?.id ?? '' } }, { by: someone });
    expect(await nameOf()).toBe('Deneb');
  });
});
