import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApiKey, revokeApiKey } from '@countersign/contracts/api-keys';
import { listAuditEntries } from '@countersign/contracts/audit';
import { listRequests, submitRequest } from '@countersign/contracts/requests';
import { expectRefusal, holderOfKey, holdsItsContract, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const keyOf = async (by: HttpWorld['foreigner']) => (await by.call(createApiKey, { body: { name: 'A program', scopes: ['request.read'] } })).id;
const ready = async () => ({ by: world.company.admin, input: { params: { apiKeyId: await keyOf(world.company.admin) } } });
holdsItsContract({ operation: revokeApiKey, world: () => world, ready });

const pause = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));
async function untilSomebodyWaits(): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if ((await world.api.database.look(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length > 0) return;
    await pause(25);
  }
  throw new Error('nobody waits for the lock');
}

describe('200', () => {
  it('ends a key for every process at the next call, reads and changes, though each had seen it a moment ago (row:F3)', async () => {
    const { requester, requestTypeId } = world.company;
    const program = await holderOfKey(world.api.baseUrl, requester, ['request.read', 'request.submit']);
    const submit = { body: { requestTypeId, content: { title: 'Lamps', amount: { amount: '12.00', currency: 'EUR' } } } };
    const calls = () => [world.api, world.twin].flatMap(({ baseUrl }) => [sendRaw(baseUrl, listRequests, { query: {} }, { by: program }), sendRaw(baseUrl, submitRequest, submit, { by: program })]);
    for (const round of [1, 2]) expect([round, ...(await Promise.all(calls())).map(({ status }) => status)]).toEqual([round, 200, 201, 200, 201]);
    await requester.call(revokeApiKey, { params: { apiKeyId: program.key.id } });
    for (const answer of await Promise.all(calls())) expect([answer.status, answer.json.code]).toEqual([401, 'api_key_invalid']);
    expect([...world.api.errors, ...world.twin.errors]).toEqual([]);
  });

  it('waits for a change that is under way with the key; one that waits behind it is refused and leaves nothing (row:F3 row:F2)', async () => {
    const { requester, requestTypeId } = world.company;
    const program = await holderOfKey(world.api.baseUrl, requester, ['request.submit']);
    const submit = (title: string) => sendRaw(world.twin.baseUrl, submitRequest, { body: { requestTypeId, content: { title, amount: { amount: '12.00', currency: 'EUR' } } } }, { by: program });
    expect((await submit('Seen before')).status).toBe(201);
    const late = await world.api.database.meanwhile(async (ask) => {
      await ask('select 1 from app.members where email = $1 for update', [requester.email]);
      const waiting = submit('Too late');
      await untilSomebodyWaits();
      // As `revokeApiKey` does, in the transaction that holds the member.
      await ask('update app.api_keys set revoked_at = now(), revoked_by = member_id where id = $1', [program.key.id]);
      return { waiting };
    });
    const answer = await late.waiting;
    expect([answer.status, answer.json.code]).toEqual([401, 'api_key_invalid']);
    expect(await world.api.database.look("select 1 from app.revisions where content->>'title' = 'Too late'")).toEqual([]);
  });

  it('ends anybody’s for whoever may assign roles, and is recorded in this company only (row:F3 row:E1 row:F1)', async () => {
    const { admin, requester } = world.company;
    const program = await holderOfKey(world.api.baseUrl, requester, ['request.read']);
    expect(await admin.call(revokeApiKey, { params: { apiKeyId: program.key.id } })).toMatchObject({ state: 'revoked', mayRevoke: false });
    expect((await sendRaw(world.api.baseUrl, listRequests, { query: {} }, { by: program })).status).toBe(401);
    const actions = async (person: typeof admin) => (await person.call(listAuditEntries, { query: { subjectId: program.key.id } })).items.map(({ action }) => action);
    expect(await actions(admin)).toEqual(['api_key.revoked', 'api_key.created']);
    expect(await actions(world.foreigner)).toEqual([]);
  });
});

describe('404', () => {
  it('ends nobody else’s key for whoever may not, and does not say that it is there (row:F3 row:F2)', async () => {
    const { auditor, requester } = world.company;
    const program = await holderOfKey(world.api.baseUrl, requester, ['request.read']);
    await expectRefusal(world, revokeApiKey, { params: { apiKeyId: program.key.id } }, { by: auditor }, 'not_found');
    expect((await sendRaw(world.api.baseUrl, listRequests, { query: {} }, { by: program })).status).toBe(200);
  });
});

describe('409', () => {
  it('ends a key once (row:F3)', async () => {
    const { by, input } = await ready();
    await by.call(revokeApiKey, input);
    await expectRefusal(world, revokeApiKey, input, { by }, 'api_key_revoked');
  });
});
