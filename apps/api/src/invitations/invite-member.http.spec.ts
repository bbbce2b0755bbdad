import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inviteMember } from '@countersign/contracts/invitations';
import { listRoles } from '@countersign/contracts/roles';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let count = 0;
const address = () => `invited.${(count += 1)}@example.com`;
const ready = () => ({ by: world.company.admin, input: { body: { email: address(), roleIds: [world.company.roleIds.get('requester')], unit: 'Stage' } } });
holdsItsContract({ operation: inviteMember, world: () => world, ready });

describe('201', () => {
  it('shows the link once, valid for seven days; the database holds nothing that opens it (row:F3)', async () => {
    const invitation = await world.company.admin.call(inviteMember, { body: { email: address().toUpperCase(), roleIds: [] } });
    expect(invitation.email).toBe(invitation.email.toLowerCase());
    expect(invitation.path).toBe(`/invitations/${invitation.token}`);
    const days = (Date.parse(invitation.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThanOrEqual(7);
    const { tables } = (await world.api.database.look<{ tables: string }>(dump))[0] ?? { tables: '' };
    expect(tables).toContain(invitation.id);
    expect(tables).not.toContain(invitation.token);
  });
});

const dump = `select (select coalesce(string_agg(t::text, ' '), '') from app.invitations t) || (select coalesce(string_agg(t::text, ' '), '') from entry.invitation_tokens t)
  || (select coalesce(string_agg(t::text, ' '), '') from app.idempotency_keys t) || (select coalesce(string_agg(convert_from(t.canonical, 'UTF8'), ' '), '') from app.audit_entries t) as tables`;

describe('403', () => {
  it('refuses to invite into roles by somebody who may not assign them (row:F2)', async () => {
    await world.company.addRole('Greeter', ['member.invite']);
    const greeter = await world.company.join('Greeter', ['Greeter']);
    await expectRefusal(world, inviteMember, { body: { email: address(), roleIds: [world.company.roleIds.get('admin')] } }, { by: greeter }, 'permission_denied');
    await expect(greeter.call(inviteMember, { body: { email: address(), roleIds: [] } })).resolves.toMatchObject({ path: expect.any(String) });
  });
});

describe('403 by the rights of the inviter', () => {
  it('refuses to invite into a role that gives more than the inviter holds, and takes one that does not (row:F2)', async () => {
    await world.company.addRole('Host', ['member.invite', 'member.assign_roles', 'request.read', 'request.submit', 'request_type.read']);
    const host = await world.company.join('Host', ['Host']);
    const into = (name: string) => ({ body: { email: address(), roleIds: [world.company.roleIds.get(name) ?? ''] } });
    const answer = await expectRefusal(world, inviteMember, into('auditor'), { by: host }, 'permission_denied');
    expect(answer.json.permission).toBe('audit.read');
    await expect(host.call(inviteMember, into('requester'))).resolves.toMatchObject({ path: expect.any(String) });
  });
});

describe('409', () => {
  it('refuses to invite a member, in whatever capitals, but not a member of another company (row:F1)', async () => {
    const { admin, finance } = world.company;
    await expectRefusal(world, inviteMember, { body: { email: finance.email.toUpperCase(), roleIds: [] } }, { by: admin }, 'member_exists');
    await expect(world.foreigner.call(inviteMember, { body: { email: finance.email, roleIds: [] } })).resolves.toMatchObject({ email: finance.email });
  });
});

describe('422', () => {
  it('refuses a role of another company like one that does not exist, and what is no address (row:F1)', async () => {
    const theirs = (await world.foreigner.call(listRoles, { query: {} })).items[0]?.id;
    for (const roleId of [theirs, crypto.randomUUID()]) await expectRefusal(world, inviteMember, { body: { email: address(), roleIds: [roleId] } }, { by: world.company.admin }, 'role_unknown');
    for (const email of ['nobody', 'a@b', '@example.com', 'x y@example.com', `${'x'.repeat(260)}@example.com`]) await expectRefusal(world, inviteMember, { body: { email, roleIds: [] } }, { by: world.company.admin }, 'invalid_input');
  });
});
