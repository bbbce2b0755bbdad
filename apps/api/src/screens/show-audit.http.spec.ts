import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InputOf } from '@countersign/contracts/platform';
import { withdrawRequest } from '@countersign/contracts/requests';
import { assignMemberRoles } from '@countersign/contracts/members';
import { showAudit } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, type HttpWorld } from '@countersign/testing';

type Query = InputOf<typeof showAudit>['query'];
let world: HttpWorld;
let requestId: string;
let number: number;
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  ({ id: requestId, number } = await company.submit());
  await company.decide(company.budgetOwner, requestId, 'approve', 'within budget');
  await company.requester.call(withdrawRequest, { params: { requestId }, body: { reason: 'no longer needed' } });
  await company.submit();
}, 120_000);
afterAll(() => world.close());

holdsItsContract({ operation: showAudit, world: () => world, ready: () => ({ by: world.company.auditor, input: { query: {} } }) });

const rowsOf = async (query: Query, by = world.company.auditor) => (await by.call(showAudit, { query })).data.rows;
const saidOf = async (query: Query) => (await rowsOf(query)).map(({ entry, did }) => `${entry.actor.name} ${did}`);

describe('200', () => {
  it('says in words who did what, and what it changed value by value, newest first (row:E1)', async () => {
    const rows = await rowsOf({ requestNumber: String(number) });
    expect(rows.map(({ entry, did }) => `${entry.actor.name} ${did}`)).toEqual([`Employee of Acme withdrew request ${number}`, `Budget owner of Acme approved request ${number}`, `Employee of Acme submitted request ${number}`]);
    expect(rows[0]?.entry.reason).toBe('no longer needed');
    expect(rows[0]?.changes).toEqual([{ field: 'status', before: 'open', after: 'withdrawn' }]);
  });

  it('narrows by person, action, subject, path and age, together (row:E1)', async () => {
    const { company } = world;
    const memberId = await memberIdOf(company, company.budgetOwner);
    expect(await saidOf({ memberId, action: 'request.decided' })).toEqual([`Budget owner of Acme approved request ${number}`]);
    expect(await saidOf({ memberId, subjectId: requestId, channel: 'api', withinDays: '7' })).toEqual([`Budget owner of Acme approved request ${number}`]);
    expect(await saidOf({ subjectId: requestId, channel: 'screen' })).toEqual([]);
    expect(await saidOf({ action: 'request.decided:approve' })).toEqual([`Budget owner of Acme approved request ${number}`]);
    expect(await saidOf({ action: 'request.decided:reject' })).toEqual([]);
    expect((await saidOf({ action: 'request.submitted' }))).toHaveLength(2);
    await world.api.database.look("update app.audit_entries set at = at - interval '8 days' where subject_id = $1", [requestId]);
    expect([await saidOf({ subjectId: requestId, withinDays: '7' }), (await saidOf({ subjectId: requestId, withinDays: '30' })).length]).toEqual([[], 3]);
  });

  it('names the member whom an entry is about', async () => {
    const { company } = world;
    const memberId = await memberIdOf(company, company.requester);
    await company.admin.call(assignMemberRoles, { params: { memberId }, body: { roleIds: [company.roleIds.get('requester') ?? ''] } });
    expect(await saidOf({ action: 'member.roles_assigned' })).toEqual(['Admin of Acme set the roles of Employee of Acme']);
  });

  it('names what led to an entry, where another did (row:E1)', async () => {
    const { look } = world.api.database;
    const [cause] = await rowsOf({ action: 'request.submitted', requestNumber: String(number) });
    const id = crypto.randomUUID();
    await look(
      `insert into app.audit_entries (tenant_id, id, canonical) select a.tenant_id, $1::uuid, convert_to((convert_from(a.canonical, 'UTF8')::jsonb || jsonb_build_object('id', $1::text, 'cause', a.id::text, 'action', 'effect.succeeded', 'channel', 'job', 'actor', jsonb_build_object('kind', 'job', 'name', 'effects')))::text, 'UTF8')
         from app.audit_entries a where a.id = $2`,
      [id, cause?.entry.id],
    );
    const [caused] = await rowsOf({ channel: 'job' });
    expect(caused?.cause).toEqual({ id: cause?.entry.id, text: `Employee of Acme submitted request ${number}` });
    expect(caused?.entry.actor).toEqual({ kind: 'job', memberId: null, apiKeyId: null, name: 'The worker' });
  });

  it('comes page by page, nothing twice and nothing left out', async () => {
    const whole = (await rowsOf({})).map(({ entry }) => entry.id);
    expect(whole.length).toBeGreaterThan(10);
    expect(new Set(whole).size).toBe(whole.length);
    const cursor = Buffer.from(whole[4] ?? '').toString('base64url');
    expect((await rowsOf({ cursor })).map(({ entry }) => entry.id)).toEqual(whole.slice(5));
  });

  it('shows nothing of another company, by its number or ids either (row:F1)', async () => {
    expect(await rowsOf({ subjectId: requestId }, world.foreigner)).toEqual([]);
    expect(await rowsOf({ requestNumber: String(number) }, world.foreigner)).toEqual([]);
    const { data } = await world.foreigner.call(showAudit, { query: {} });
    expect(data.people.map(({ name }) => name)).toEqual(['Founder of Borealis']);
    expect(data.rows.every(({ entry }) => entry.actor.name === 'Founder of Borealis')).toBe(true);
  });
});

describe('422', () => {
  it('refuses what cannot be asked (row:F6)', async () => {
    for (const query of [{ memberId: '1' }, { channel: 'fax' }, { withinDays: '8' }, { requestNumber: '0' }, { requestNumber: 'x' }, { subjectId: 'x'.repeat(81) }, { cursor: 'not ours' }]) await expectRefusal(world, showAudit, { query }, { by: world.company.auditor }, 'invalid_input');
  });
});
