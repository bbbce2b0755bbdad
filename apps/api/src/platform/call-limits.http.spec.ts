import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { revokeApiKey } from '@countersign/contracts/api-keys';
import { listRequests, submitRequest } from '@countersign/contracts/requests';
import { createRole } from '@countersign/contracts/roles';
import { expectRefusal, holderOfKey, openHttpWorld, sendRaw, type HttpWorld, type KeyHolder } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld({ callLimits: { key: 5, company: 12 } });
}, 120_000);
afterAll(() => world.close());

const list = (by: Pick<KeyHolder, 'headers'>, baseUrl = world.api.baseUrl) => sendRaw(baseUrl, listRequests, { query: {} }, { by });
const leftOf = (answer: { readonly headers: Headers }) => Object.fromEntries([...(answer.headers.get('ratelimit') ?? '').matchAll(/"(\w+)";r=(\d+);t=(\d+)/g)].map(([, policy = '', left]) => [policy, Number(left)]));

describe('calls by an API key', () => {
  it('say with every answer what is left, to the call that is refused too; each is counted once (row:D4)', async () => {
    const program = await holderOfKey(world.api.baseUrl, world.company.requester, ['request.read', 'request.submit']);
    const first = await list(program);
    expect([first.status, first.headers.get('ratelimit-policy')]).toEqual([200, '"key";q=5;w=60, "company";q=12;w=60']);
    expect(leftOf(first)).toEqual({ key: 4, company: 11 });
    // Known from before now, and looked up once more as it is refused.
    const refused = await sendRaw(world.api.baseUrl, createRole, { body: {} }, { by: program });
    expect([refused.json.code, leftOf(refused)]).toEqual(['not_for_api_keys', { key: 3, company: 10 }]);
    expect(leftOf(await sendRaw(world.api.baseUrl, submitRequest, { body: {} }, { by: program }))).toEqual({ key: 2, company: 9 });
  });

  it('are refused beyond the limit of the key, with when to come back, and leave nothing; a session of the same person goes on (row:D4)', async () => {
    const { requester, requestTypeId } = world.company;
    const program = await holderOfKey(world.twin.baseUrl, requester, ['request.read', 'request.submit']);
    for (let call = 0; call < 5; call += 1) expect((await list(program)).status).toBe(200);
    const submit = { body: { requestTypeId, content: { title: 'Lamps', amount: { amount: '12.00', currency: 'EUR' } } } };
    const answer = await expectRefusal(world, submitRequest, submit, { by: program }, 'rate_limited');
    expect([answer.headers.get('retry-after'), leftOf(answer).key]).toEqual([expect.stringMatching(/^1?[0-9]$/), 0]);
    // Nothing is looked up for it any more: not even that it was revoked.
    await requester.call(revokeApiKey, { params: { apiKeyId: program.key.id } });
    expect((await list(program)).status).toBe(429);
    const own = await list(requester);
    expect([own.status, own.headers.get('ratelimit')]).toEqual([200, null]);
  });

  it('are counted by each process for itself (row:D4)', async () => {
    const program = await holderOfKey(world.api.baseUrl, world.foreigner, ['request.read']);
    for (let call = 0; call < 5; call += 1) await list(program);
    expect([(await list(program)).status, (await list(program, world.twin.baseUrl)).status]).toEqual([429, 200]);
  });

  it('of another company do not count: one at its limit stops nobody elsewhere (row:D4 row:F1)', async () => {
    const { admin, requester } = world.company;
    const holders = await Promise.all([admin, admin, requester, requester].map((by) => holderOfKey(world.api.baseUrl, by, ['request.read'])));
    const foreign = await holderOfKey(world.api.baseUrl, world.foreigner, ['request.read']);
    const before = leftOf(await list(foreign)).company ?? 0;
    const statuses: number[] = [];
    for (const by of holders) for (let call = 0; call < 5; call += 1) statuses.push((await list(by)).status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(5);
    const last = await list(holders[3] ?? foreign);
    expect([last.status, last.json.detail]).toEqual([429, expect.stringMatching(/^The API keys of this company have, together,/)]);
    expect(leftOf(await list(foreign)).company).toBeGreaterThanOrEqual(before - 1);
  });
});
