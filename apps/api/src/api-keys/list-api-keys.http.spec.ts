import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApiKey, listApiKeys } from '@countersign/contracts/api-keys';
import { listRequests } from '@countersign/contracts/requests';
import { deactivateMember } from '@countersign/contracts/members';
import { expectRefusal, holderOfKey, holdsItsContract, holdsPages, memberIdOf, openHttpWorld, openTestApi, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
  for (const name of ['First', 'Second', 'Third']) await world.company.admin.call(createApiKey, { body: { name, scopes: ['request.read'] } });
}, 120_000);
afterAll(() => world.close());

const ready = () => ({ by: world.company.admin, input: { query: {} } });
holdsItsContract({ operation: listApiKeys, world: () => world, ready });
holdsPages({ operation: listApiKeys, world: () => world, ready });

const namesSeen = async (by: Person, of: 'me' | 'everybody' = 'me') => (await by.call(listApiKeys, { query: { of } })).items.map(({ name }) => name);

describe('200', () => {
  it('shows each their own, to whoever may assign roles those of everybody here, and to another company none (row:F3 row:F1)', async () => {
    const { admin, requester } = world.company;
    await requester.call(createApiKey, { body: { name: 'Of the requester', scopes: ['request.submit'] } });
    expect(await namesSeen(requester)).toEqual(['Of the requester']);
    expect(await namesSeen(admin)).toEqual(['Third', 'Second', 'First']);
    expect(await namesSeen(admin, 'everybody')).toEqual(['Of the requester', 'Third', 'Second', 'First']);
    expect(await namesSeen(world.foreigner, 'everybody')).toEqual([]);
  });

  it('says when one was last used once a process has told it, apart from the calls (row:F3)', async () => {
    const { requester } = world.company;
    const another = await openTestApi({ on: world.api.database });
    const program = await holderOfKey(another.baseUrl, requester, ['request.read']);
    const before = Date.now();
    await program.call(listRequests, { query: {} });
    await another.close();
    const [seen] = (await requester.call(listApiKeys, { query: { limit: '1' } })).items;
    expect([seen?.id, Date.parse(seen?.lastUsedAt ?? '') >= before - 1000]).toEqual([program.key.id, true]);
  });

  it('says when one was last used, to some minutes, and what became of it (row:F3)', async () => {
    const { admin } = world.company;
    const leaver = await world.company.join('Leaves', ['requester']);
    const program = await holderOfKey(world.api.baseUrl, leaver, ['request.read'], 'Of a leaver');
    const seen = async () => (await admin.call(listApiKeys, { query: { of: 'everybody' } })).items.find(({ id }) => id === program.key.id);
    expect(await seen()).toMatchObject({ lastUsedAt: null, state: 'usable', hint: program.secret.slice(0, 11), mayRevoke: true });
    await world.api.database.look(`insert into app.api_key_uses (tenant_id, api_key_id, used_at) select tenant_id, id, '2026-01-02T03:04:05Z' from app.api_keys where id = $1`, [program.key.id]);
    await admin.call(deactivateMember, { params: { memberId: await memberIdOf(world.company, leaver) }, body: {} });
    expect(await seen()).toMatchObject({ lastUsedAt: '2026-01-02T03:04:05.000Z', state: 'owner_left' });
    await world.api.database.look(`update app.api_keys set created_at = now() - interval '91 days', expires_at = now() - interval '1 day' where id = $1`, [program.key.id]);
    expect(await seen()).toMatchObject({ state: 'expired' });
  });
});

describe('403', () => {
  it('shows the keys of everybody to nobody who may not assign roles (row:F3 row:F2)', async () => {
    expect((await expectRefusal(world, listApiKeys, { query: { of: 'everybody' } }, { by: world.company.auditor }, 'permission_denied')).json.permission).toBe('member.assign_roles');
  });
});
