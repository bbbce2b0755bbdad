import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { finishConnectionGrant } from '@countersign/contracts/connections';
import { signIn } from '@countersign/contracts/identity';
import { beginGrant, connectAllowed, expectRefusal, holdsItsContract, openHttpWorld, testPassword, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const made = async () => (await connectAllowed(world.company)).id;
const inputOf = (state: string, change: object = { code: 'planted-code' }) => ({ body: { state, ...change } });
holdsItsContract({ operation: finishConnectionGrant, world: () => world, ready: async () => ({ by: world.company.admin, input: inputOf(await beginGrant(world.company.admin, await made())) }) });

const grantsOf = (connectionId: string) => world.api.database.look<{ stage: string; problem: string | null; hasCode: boolean }>('select stage, problem, sealed_code is not null as "hasCode" from app.connection_grants where connection_id = $1 order by id', [connectionId]);

describe('200', () => {
  it('keeps the code sealed with the job that exchanges it, and calls nothing (row:D1)', async () => {
    const connectionId = await made();
    const { grantId, stage } = await world.company.admin.call(finishConnectionGrant, inputOf(await beginGrant(world.company.admin, connectionId)));
    expect([stage, await grantsOf(connectionId)]).toEqual(['answered', [{ stage: 'answered', problem: null, hasCode: true }]]);
    const jobs = await world.api.database.look("select data from pgboss.job where name = 'connection-grants' and data->>'grantId' = $1", [grantId]);
    expect(jobs).toEqual([{ data: { tenantId: expect.any(String), grantId } }]);
    const kept = JSON.stringify([await world.api.database.look("select encode(sealed_code, 'escape') as code from app.connection_grants"), await world.api.database.look("select convert_from(canonical, 'UTF8') as entry from app.audit_entries")]);
    expect(kept).not.toContain('planted-code');
    expect(JSON.stringify(world.api.errors)).not.toContain('planted-code');
  });

  it('of a no keeps why, in plain words, and enqueues nothing (row:D1)', async () => {
    const connectionId = await made();
    const { stage, grantId } = await world.company.admin.call(finishConnectionGrant, inputOf(await beginGrant(world.company.admin, connectionId), { error: 'access_denied' }));
    expect([stage, await grantsOf(connectionId)]).toEqual(['refused', [{ stage: 'refused', problem: 'It was not allowed there: somebody declined, or may not allow it. (access_denied)', hasCode: false }]]);
    expect(await world.api.database.look("select 1 from pgboss.job where data->>'grantId' = $1", [grantId])).toEqual([]);
  });
});

describe('404', () => {
  it('takes no state that was made up, and none of another member, another company or another session: they all look the same (row:D1 row:F1)', async () => {
    const { admin } = world.company;
    const connectionId = await made();
    const state = await beginGrant(admin, connectionId);
    const elsewhere = admin.again();
    await elsewhere.call(signIn, { body: { email: admin.email, password: testPassword } });
    await expectRefusal(world, finishConnectionGrant, inputOf('x'.repeat(43)), { by: admin }, 'not_found');
    await expectRefusal(world, finishConnectionGrant, inputOf(state), { by: world.foreigner }, 'not_found');
    await expectRefusal(world, finishConnectionGrant, inputOf(state), { by: elsewhere }, 'not_found');
    await world.api.database.look('update app.connection_grants set asked_by = (select id from app.members where email <> $2 and tenant_id = connection_grants.tenant_id limit 1) where connection_id = $1', [connectionId, admin.email]);
    await expectRefusal(world, finishConnectionGrant, inputOf(state), { by: admin }, 'not_found');
    expect(await grantsOf(connectionId)).toEqual([{ stage: 'asked', problem: null, hasCode: false }]);
  });
});

describe('409', () => {
  it('takes what came back once, whatever it said, and nothing after ten minutes (row:D1)', async () => {
    const { admin } = world.company;
    for (const change of [{ code: 'one' }, { error: 'access_denied' }]) {
      const state = await beginGrant(admin, await made());
      await admin.call(finishConnectionGrant, inputOf(state, change));
      await expectRefusal(world, finishConnectionGrant, inputOf(state, { code: 'two' }), { by: admin }, 'grant_over');
    }
    const connectionId = await made();
    const late = await beginGrant(admin, connectionId);
    await world.api.database.look("update app.connection_grants set expires_at = now() - interval '1 second' where connection_id = $1", [connectionId]);
    await expectRefusal(world, finishConnectionGrant, inputOf(late), { by: admin }, 'grant_over');
    expect(await grantsOf(connectionId)).toEqual([{ stage: 'asked', problem: null, hasCode: false }]);
  });
});

describe('422', () => {
  it.each(['', 'short', 'x'.repeat(44), `${'x'.repeat(42)}/`])('takes no state of another form: %j (row:F6)', async (state) => {
    await expectRefusal(world, finishConnectionGrant, inputOf(state), { by: world.company.admin }, 'invalid_input');
  });
});
