import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listConnections, updateConnection, type ConnectionView } from '@countersign/contracts/connections';
import { connect, expectRefusal, holdsItsContract, openHttpWorld, plainConnection, pointersOf, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const url = 'https://bank.example.com/v2';
const withKey = { auth: { kind: 'api_key' as const, header: 'X-Api-Key' }, secret: 'sk_live_0123' };
const made = () => connect(world.company, url, withKey);
const inputOf = ({ id, name, revision }: ConnectionView, change: object = {}) => ({ params: { connectionId: id }, body: { name, baseUrl: url, ...plainConnection, auth: withKey.auth, paused: false, revision, ...change } });
holdsItsContract({ operation: updateConnection, world: () => world, ready: async () => ({ by: world.company.admin, input: inputOf(await made()) }) });

const secretOf = async (id: string) => (await world.api.database.look<{ secret: string }>("select encode(sealed_secret, 'hex') as secret from app.connections where id = $1", [id]))[0]?.secret;

describe('200', () => {
  it('replaces what was, keeps a secret that is left out and takes a new one, and tells the audit which is which without saying either (row:D1 row:E1)', async () => {
    const { admin } = world.company;
    const before = await made();
    const kept = await secretOf(before.id);
    const renamed = await admin.call(updateConnection, inputOf(before, { name: 'Renamed bank', limits: { ...plainConnection.limits, attemptsMax: 9 } }));
    expect(renamed).toMatchObject({ name: 'Renamed bank', limits: { attemptsMax: 9 }, hasSecret: true, revision: 2 });
    expect(await secretOf(before.id)).toBe(kept);
    await admin.call(updateConnection, inputOf(renamed, { secret: 'sk_live_4567' }));
    expect(await secretOf(before.id)).not.toBe(kept);
    const entries = await world.api.database.look<{ replaced: boolean }>("select (convert_from(canonical, 'UTF8')::jsonb#>>'{after,secretReplaced}')::boolean as replaced from app.audit_entries where subject_id = $1 and action = 'connection.updated' order by id", [before.id]);
    expect(entries.map(({ replaced }) => replaced)).toEqual([false, true]);
  });

  it('goes on writing bodies as before where a program says nothing of it, and binds what is approved to how they are written (row:D5 row:D1)', async () => {
    const { admin } = world.company;
    const boundTo = async ({ id }: ConnectionView) => (await world.api.database.look<{ digest: string }>('select binding_digest as digest from app.connections where id = $1', [id]))[0]?.digest;
    const plain = await made();
    const digest = await boundTo(plain);
    expect(plain.encoding).toBe('json');
    const asForm = await admin.call(updateConnection, inputOf(plain, { encoding: 'form' }));
    expect([asForm.encoding, (await boundTo(plain)) === digest]).toEqual(['form', false]);
    const renamed = await admin.call(updateConnection, inputOf(asForm, { name: `${plain.name} renamed` }));
    expect(renamed.encoding).toBe('form');
    expect(await admin.call(updateConnection, inputOf(renamed, { encoding: 'json' }))).toMatchObject({ encoding: 'json' });
    expect(await boundTo(plain)).toBe(digest);
  });

  it('keeps the secret of an OAuth client that is sent back as it was shown (row:D1)', async () => {
    const { admin } = world.company;
    const auth = { kind: 'oauth_client_credentials' as const, tokenUrl: 'https://id.example.com/token', clientId: 'us', scope: 'payments' };
    const before = await connect(world.company, url, { auth, secret: 'client-secret' });
    expect(await admin.call(updateConnection, inputOf(before, { auth, paused: true }))).toMatchObject({ hasSecret: true, pausedAt: expect.any(String) });
  });

  it('pauses it and lets it go on (row:C3)', async () => {
    const { admin } = world.company;
    const paused = await admin.call(updateConnection, inputOf(await made(), { paused: true }));
    expect(paused.pausedAt).not.toBeNull();
    expect((await admin.call(updateConnection, inputOf(paused))).pausedAt).toBeNull();
  });
});

describe('404', () => {
  it('knows no connection of another company (row:F1)', async () => {
    await expectRefusal(world, updateConnection, inputOf(await made()), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('refuses what was written over something else, of two at once in two processes too (row:D1)', async () => {
    const before = await made();
    const answers = await Promise.all([world.api, world.twin].map(({ baseUrl }, index) => sendRaw(baseUrl, updateConnection, inputOf(before, { name: `Twin ${index} ${before.id}` }), { by: world.company.admin })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await expectRefusal(world, updateConnection, inputOf(before), { by: world.company.admin }, 'connection_changed');
  });

  it('refuses the name of another (row:D1)', async () => {
    const other = await made();
    await expectRefusal(world, updateConnection, inputOf(await made(), { name: other.name }), { by: world.company.admin }, 'name_taken');
  });
});

describe('422', () => {
  it('sends a secret nowhere else than it was given for: another address, or another way of saying who calls, needs it once more (row:D1)', async () => {
    const before = await made();
    const elsewhere = [{ baseUrl: 'https://other.example.com/v2' }, { baseUrl: 'http://bank.example.com/v2' }, { auth: { kind: 'basic', username: 'us' } }];
    for (const change of elsewhere) expect(pointersOf(await expectRefusal(world, updateConnection, inputOf(before, change), { by: world.company.admin }, 'invalid_input'))).toEqual(['/body/secret']);
    const moved = await world.company.admin.call(updateConnection, inputOf(before, { baseUrl: 'https://other.example.com/v2', secret: 'sk_live_new' }));
    expect(moved.baseUrl).toBe('https://other.example.com/v2');
    const without = await world.company.admin.call(updateConnection, inputOf(moved, { auth: { kind: 'none' }, baseUrl: 'https://third.example.com' }));
    expect(without.hasSecret).toBe(false);
    expect((await world.company.admin.call(listConnections, { query: {} })).items.find(({ id }) => id === before.id)).toEqual(without);
  });

  it('refuses addresses that are not public, and schemas that cannot be used (row:D1 row:D3)', async () => {
    const before = await made();
    await expectRefusal(world, updateConnection, inputOf(before, { baseUrl: 'http://10.0.0.8/', secret: 'sk_live_new' }), { by: world.company.admin }, 'target_not_allowed');
    await expectRefusal(world, updateConnection, inputOf(before, { replySchema: { pattern: '(a+)+$' } }), { by: world.company.admin }, 'form_invalid');
  });
});
