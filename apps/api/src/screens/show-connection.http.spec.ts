import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listConnections, testConnection, type ConnectionView } from '@countersign/contracts/connections';
import { showConnection } from '@countersign/contracts/screens';
import { connect, expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let connection: ConnectionView;
const secret = 's3cret-word';
beforeAll(async () => {
  world = await openHttpWorld();
  connection = await connect(world.company, 'https://bank.example.com', { auth: { kind: 'basic', username: 'us' }, secret });
}, 120_000);
afterAll(() => world.close());

const input = () => ({ query: { connectionId: connection.id } });
holdsItsContract({ operation: showConnection, world: () => world, ready: () => ({ by: world.company.auditor, input: input() }) });

describe('200', () => {
  it('draws a connection as it is listed, with how it is doing and its last five tests, and an empty sheet for a new one; never its secret (row:D1)', async () => {
    const { admin, auditor } = world.company;
    const asked: string[] = [];
    for (const path of ['/a', '/b', '/c', '/d', '/e', '/f']) {
      asked.push((await admin.call(testConnection, { params: { connectionId: connection.id }, body: { path } })).testId);
      await world.api.database.look("update app.connection_tests set stage = 'answered', started_at = now(), duration_ms = 12, status = 200, request = '{\"method\":\"GET\"}', reply = '{\"body\":\"{}\"}', drift = '[\"The whole: none\"]' where id = $1", [asked.at(-1)]);
    }
    const { data } = await admin.call(showConnection, input());
    const [listed] = (await admin.call(listConnections, { query: {} })).items;
    expect(data.connection).toMatchObject({ ...listed, hasSecret: true, caller: 'The user us, with a password', health: { failures: 0, closedUntil: null }, uses: { count: 0 } });
    expect(data.tests.map(({ id }) => id)).toEqual(asked.toReversed().slice(0, 5));
    expect(data.tests[0]).toMatchObject({ path: '/f', ended: { stage: 'answered', status: 200, durationMs: 12, drift: ['The whole: none'], request: { method: 'GET' }, reply: { body: '{}' } } });
    expect(data.waitsSeconds.length).toBeGreaterThan(3);
    expect(JSON.stringify(data)).not.toMatch(/s3cret-word|dXM6czNjcmV0/);
    expect((await admin.call(showConnection, { query: {} })).data).toMatchObject({ connection: null, tests: [], redirectUri: expect.stringMatching(/^https?:\/\/.+\/connections\/connected$/), define: { allowed: true } });
    expect((await auditor.call(showConnection, input())).data.define.allowed).toBe(false);
  });
});

describe('404', () => {
  it('knows no connection of another company (row:F1)', async () => {
    const foreign = await expectRefusal(world, showConnection, input(), { by: world.foreigner }, 'not_found');
    const unknown = await expectRefusal(world, showConnection, { query: { connectionId: crypto.randomUUID() } }, { by: world.foreigner }, 'not_found');
    expect(foreign.text).toBe(unknown.text);
  });
});
