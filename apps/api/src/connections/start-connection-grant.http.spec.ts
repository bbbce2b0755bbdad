import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startConnectionGrant } from '@countersign/contracts/connections';
import { showConnection } from '@countersign/contracts/screens';
import { connect, connectAllowed, expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const inputOf = (connectionId: string) => ({ params: { connectionId }, body: {} });
holdsItsContract({ operation: startConnectionGrant, world: () => world, ready: async () => ({ by: world.company.admin, input: inputOf((await connectAllowed(world.company)).id) }) });

describe('201', () => {
  it('says where to go, with one address to come back to and another state and challenge each time; what would prove them is kept hashed or sealed (row:D1)', async () => {
    const { id } = await connectAllowed(world.company);
    const [first, second] = [await world.company.admin.call(startConnectionGrant, inputOf(id)), await world.company.admin.call(startConnectionGrant, inputOf(id))];
    const [one, two] = [first, second].map(({ authorizeUrl }) => new URL(authorizeUrl).searchParams);
    expect(first.authorizeUrl).toMatch(/^https:\/\/id\.example\.com\/auth\?/);
    const { data } = await world.company.auditor.call(showConnection, { query: { connectionId: id } });
    expect([one?.get('redirect_uri'), two?.get('redirect_uri')]).toEqual([data.grant?.redirectUri, data.grant?.redirectUri]);
    for (const name of ['state', 'code_challenge']) expect(one?.get(name)).not.toBe(two?.get(name));
    const kept = JSON.stringify([await world.api.database.look('select * from app.connection_grants where connection_id = $1', [id]), await world.api.database.look("select convert_from(canonical, 'UTF8') as entry from app.audit_entries where subject_id = $1", [id])]);
    expect(kept).not.toContain(one?.get('state') ?? '');
    const { data: shown } = await world.company.admin.call(showConnection, { query: { connectionId: id } });
    expect(JSON.stringify(shown)).not.toContain('secret-of-the-client');
  });
});

describe('404', () => {
  it('knows no connection of another company (row:F1)', async () => {
    await expectRefusal(world, startConnectionGrant, inputOf((await connectAllowed(world.company)).id), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('begins nothing for a connection that says in another way who calls (row:D1)', async () => {
    await expectRefusal(world, startConnectionGrant, inputOf((await connect(world.company, 'https://bank.example.com')).id), { by: world.company.admin }, 'grant_not_used');
  });
});
