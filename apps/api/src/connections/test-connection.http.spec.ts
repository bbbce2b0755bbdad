import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testConnection } from '@countersign/contracts/connections';
import { showConnection } from '@countersign/contracts/screens';
import { connect, connectMailServer, expectRefusal, holdsItsContract, openHttpWorld, pointersOf, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const made = async () => (await connect(world.company, 'https://bank.example.com')).id;
const inputOf = (connectionId: string, path?: string) => ({ params: { connectionId }, body: path === undefined ? {} : { path } });
holdsItsContract({ operation: testConnection, world: () => world, ready: async () => ({ by: world.company.admin, input: inputOf(await made(), '/health') }) });

describe('201', () => {
  it('records the wish with its job and calls nothing; without a path it is the address itself that is asked for (row:C1 row:D1 row:E1)', async () => {
    const connectionId = await made();
    const { testId, receipt } = await world.company.admin.call(testConnection, inputOf(connectionId));
    const { data } = await world.company.auditor.call(showConnection, { query: { connectionId } });
    expect(data.tests).toEqual([{ id: testId, path: '/', askedBy: expect.objectContaining({ name: 'Admin of Acme' }), askedAt: expect.any(String), ended: null }]);
    const jobs = await world.api.database.look("select data from pgboss.job where name = 'connection-tests' and data->>'testId' = $1", [testId]);
    expect(jobs).toEqual([{ data: { tenantId: expect.any(String), testId } }]);
    const [entry] = await world.api.database.look<{ action: string; subject: string }>('select action, subject_id as subject from app.audit_entries where id = $1', [receipt.entryId]);
    expect(entry).toEqual({ action: 'connection.test_asked', subject: connectionId });
  });
});

describe('404', () => {
  it('knows no connection of another company (row:F1)', async () => {
    await expectRefusal(world, testConnection, inputOf(await made()), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('is made once where two ask at once in two processes, and again once the first is over or was never made (row:D1)', async () => {
    const { admin } = world.company;
    const connectionId = await made();
    const answers = await Promise.all([world.api, world.twin].map(({ baseUrl }) => sendRaw(baseUrl, testConnection, inputOf(connectionId), { by: admin })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    await expectRefusal(world, testConnection, inputOf(connectionId), { by: admin }, 'test_under_way');
    await admin.call(testConnection, inputOf(await made()));
    await world.api.database.look("update app.connection_tests set asked_at = now() - interval '181 seconds' where connection_id = $1", [connectionId]);
    await admin.call(testConnection, inputOf(connectionId));
    await world.api.database.look("update app.connection_tests set stage = 'not_reached', started_at = now(), duration_ms = 1 where connection_id = $1", [connectionId]);
    await expect(admin.call(testConnection, inputOf(connectionId))).resolves.toBeDefined();
  });
});

describe('422', () => {
  it.each(['health', '', '/..', '/../admin', '/a/./b', '/a/%2E%2e/b', '/a/.%2e?x', '/a\\..\\b', '/a b', '/a#b', '/ü', `/${'a'.repeat(500)}`])('refuses the path %j, which is none or would lead elsewhere (row:D1 row:F6)', async (path) => {
    expect(pointersOf(await expectRefusal(world, testConnection, inputOf(await made(), path), { by: world.company.admin }, 'invalid_input'))).toEqual(['/body/path']);
  });

  it.each(['/', '/health', '/v1/health?deep=1&at=/../x', '/a/..b/c.', '/%2Fb'])('takes the path %j (row:D1)', async (path) => {
    await expect(world.company.admin.call(testConnection, inputOf(await made(), path))).resolves.toBeDefined();
  });
});

describe('of a mail server', () => {
  it('takes an address to send to and no path, and of others a path and no address (row:D1)', async () => {
    const { admin } = world.company;
    const mailServer = async () => (await connectMailServer(world.company, 'mail.example.com:587')).id;
    const connectionId = await mailServer();
    await admin.call(testConnection, { params: { connectionId }, body: { to: 'admin@example.org' } });
    expect((await admin.call(showConnection, { query: { connectionId } })).data.tests).toMatchObject([{ path: '', to: 'admin@example.org' }]);
    const refused = async (id: string, body: object) => pointersOf(await expectRefusal(world, testConnection, { params: { connectionId: id }, body }, { by: admin }, 'invalid_input'));
    expect(await refused(await mailServer(), { path: '/health' })).toEqual(['/body/path']);
    expect(await refused(await mailServer(), { to: 'nobody' })).toEqual(['/body/to']);
    expect(await refused(await made(), { to: 'admin@example.org' })).toEqual(['/body/to']);
  });
});
