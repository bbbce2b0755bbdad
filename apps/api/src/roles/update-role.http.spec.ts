import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession } from '@countersign/contracts/identity';
import type { Permission } from '@countersign/contracts/platform';
import { getRequest } from '@countersign/contracts/requests';
import { listRoles, updateRole } from '@countersign/contracts/roles';
import { addFlow, approvalBy, expectRefusal, founderOf, holdsItsContract, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let turn = 0;
/** Takes the right to see requests, or gives it back: what waits for the role's holders is looked at, and paid for. */
const ready = async () => {
  const roleId = world.company.roleIds.get('Changing') ?? (await world.company.addRole('Changing', ['request.read']));
  return { by: world.company.admin, input: { params: { roleId }, body: { name: `Changing ${(turn += 1)}`, permissions: turn % 2 === 0 ? ['request.read', 'audit.read'] : ['audit.read'] } } };
};
holdsItsContract({ operation: updateRole, world: () => world, ready });

describe('200', () => {
  it('is what its holders may from their next call on, in any process; the audit tells before and after (row:F2 row:L3 row:E1)', async () => {
    const { company, twin } = world;
    const roleId = await company.addRole('Looks on', ['request.read']);
    const member = await company.join('Looks on', ['Looks on']);
    await company.admin.call(updateRole, { params: { roleId }, body: { name: 'Reads the audit', permissions: ['audit.read', 'request.read'] } });
    expect((await member.call(getSession, {})).permissions).toEqual(['audit.read', 'request.read']);
    await company.admin.call(updateRole, { params: { roleId }, body: { name: 'Reads the audit', permissions: ['request.read'] } });
    expect((await fetch(`${twin.baseUrl}/v1/audit-entries`, { headers: member.headers() })).status).toBe(403);
    const entries = await world.api.database.look("select convert_from(canonical, 'UTF8')::jsonb->'before'->>'name' as before, convert_from(canonical, 'UTF8')::jsonb->'after'->>'name' as after from app.audit_entries where action = 'role.updated' and subject_id = $1 order by id", [roleId]);
    expect(entries).toEqual([{ before: 'Looks on', after: 'Reads the audit' }, { before: 'Reads the audit', after: 'Reads the audit' }]);
  });
});

describe('200 for a role that decides', () => {
  const decides: Permission[] = ['request.read', 'task.decide'];
  const stopsAndGoesOn = async (name: string, without: Permission[], because: string) => {
    const { company } = world;
    const roleId = await company.addRole(name, decides);
    await company.join(`Holder of ${name}`, [name]);
    const flow = await addFlow(company, name, [approvalBy(company, name)]);
    const set = (permissions: Permission[]) => company.admin.call(updateRole, { params: { roleId }, body: { name, permissions } });
    const view = (requestId: string) => company.admin.call(getRequest, { params: { requestId } });
    const asked = await flow.submit();
    await set(without);
    expect(await view(asked.id)).toMatchObject({ status: 'needs_approver', waitingOn: null });
    const never = await flow.submit();
    expect(never.status).toBe('needs_approver');
    const facts = await world.api.database.look("select f.fact->'candidates' as candidates, f.fact->'excluded'->0->>'because' as because from app.facts f join app.runs r on r.id = f.run_id where r.request_id = $1 and f.fact->>'kind' = 'approver_missing'", [never.id]);
    expect(facts).toEqual([{ candidates: [], because }]);
    await set(decides);
    for (const { id } of [asked, never]) expect(await view(id)).toMatchObject({ status: 'open', waitingOn: { stepId: 'check' } });
    const entries = await world.api.database.look<{ action: string }>("select action from app.audit_entries where subject_id = $1 and action in ('request.asked_anew', 'request.resumed') order by id", [asked.id]);
    expect(entries.map(({ action }) => action)).toEqual(['request.asked_anew', 'request.resumed']);
  };

  it('leaves no request waiting for people whom it no longer lets decide, nor asks them anew; they go on when it does again (row:A1)', () =>
    stopsAndGoesOn('Signs', ['request.read'], 'holds no role that may decide'));

  it('counts nobody in who may decide and sees no request (row:A1)', () => stopsAndGoesOn('Sees', ['task.decide'], 'may see no request'));

  it('leaves those asked who may decide by another role, and asks holders of the role that the step names once another lets them decide (row:A1)', async () => {
    const { company } = world;
    const [named, other] = [await company.addRole('Named', ['request.read']), await company.addRole('Other', decides)];
    const holder = await company.join('Holds both', ['Named', 'Other']);
    const flow = await addFlow(company, 'Named', [approvalBy(company, 'Named')]);
    const set = (permissions: Permission[]) => company.admin.call(updateRole, { params: { roleId: other }, body: { name: 'Other', permissions } });
    const first = await flow.submit();
    await company.admin.call(updateRole, { params: { roleId: named }, body: { name: 'Named', permissions: decides } });
    await set([]);
    expect(await company.decide(holder, first.id, 'approve')).toMatchObject({ requestStatus: 'approved' });
    await company.admin.call(updateRole, { params: { roleId: named }, body: { name: 'Named', permissions: [] } });
    const second = await flow.submit();
    expect(second.status).toBe('needs_approver');
    await set(decides);
    expect(await company.decide(holder, second.id, 'approve')).toMatchObject({ requestStatus: 'approved' });
  });
});

describe('403', () => {
  it('refuses to add what the actor has not, and lets be what the role gave already (row:F2)', async () => {
    const { company } = world;
    await company.addRole('Defines', ['role.define']);
    const definer = await company.join('Defines', ['Defines']);
    const roleId = await company.addRole('Given', ['audit.read']);
    const params = { roleId };
    const answer = await expectRefusal(world, updateRole, { params, body: { name: 'Given', permissions: ['audit.read', 'task.decide'] } }, { by: definer }, 'permission_denied');
    expect(answer.json.permission).toBe('task.decide');
    await expect(definer.call(updateRole, { params, body: { name: 'Given on', permissions: ['audit.read', 'role.define'] } })).resolves.toMatchObject({ name: 'Given on' });
  });
});

describe('409', () => {
  it('refuses the name of another role, not that of another company (row:F1)', async () => {
    const { company } = world;
    const params = { roleId: await company.addRole('Renamed', []) };
    await expectRefusal(world, updateRole, { params, body: { name: 'auditor', permissions: [] } }, { by: company.admin }, 'name_taken');
    const founder = await founderOf(world.api, 'Teal');
    const [theirs] = (await founder.call(listRoles, { query: {} })).items;
    await expect(founder.call(updateRole, { params: { roleId: theirs?.id ?? '' }, body: { name: 'Renamed', permissions: theirs?.permissions ?? [] } })).resolves.toMatchObject({ name: 'Renamed' });
  });

  it('never takes the last right to administer roles away, also where two take half of it each at once (row:F2)', async () => {
    const founder = await founderOf(world.api, 'Ochre');
    const admin = (await founder.call(listRoles, { query: {} })).items.find(({ name }) => name === 'admin');
    const params = { roleId: admin?.id ?? '' };
    const without = (...taken: string[]) => ({ name: 'admin', permissions: (admin?.permissions ?? []).filter((permission) => !taken.includes(permission)) });
    await expectRefusal(world, updateRole, { params, body: without('role.define') }, { by: founder }, 'last_admin');
    const answers = await Promise.all([sendRaw(world.api.baseUrl, updateRole, { params, body: without('role.define') }, { by: founder }), sendRaw(world.twin.baseUrl, updateRole, { params, body: without('member.assign_roles') }, { by: founder })]);
    expect(answers.map(({ json }) => json.code)).toEqual(['last_admin', 'last_admin']);
  });
});
