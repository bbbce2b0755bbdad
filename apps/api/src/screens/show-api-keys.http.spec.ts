import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApiKey } from '@countersign/contracts/api-keys';
import { keyScopes } from '@countersign/contracts/platform';
import { showApiKeys } from '@countersign/contracts/screens';
import { holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const ready = () => ({ by: world.company.admin, input: {} });
holdsItsContract({ operation: showApiKeys, world: () => world, ready });

describe('200', () => {
  it('shows one’s own keys and what a new one may name; those of others to whoever may assign roles, and to no other company (row:D4 row:F3 row:F1)', async () => {
    const { admin, requester } = world.company;
    await requester.call(createApiKey, { body: { name: 'Of the requester', scopes: ['request.submit'] } });
    const own = (await requester.call(showApiKeys, {})).data;
    expect({ ...own, keys: own.keys.map(({ name }) => name), scopes: own.scopes.filter(({ held }) => held).map(({ permission }) => permission).sort() }).toEqual({ keys: ['Of the requester'], others: null, scopes: ['request.read', 'request.submit', 'request_type.read'] });
    const seen = (await admin.call(showApiKeys, {})).data;
    expect([seen.keys, seen.others?.map(({ name, mayRevoke }) => [name, mayRevoke])]).toEqual([[], [['Of the requester', true]]]);
    expect(seen.scopes.map(({ permission }) => permission).sort()).toEqual([...keyScopes].sort());
    expect(seen.scopes.every(({ sentence, permission, group }) => sentence !== permission && group !== '')).toBe(true);
    expect((await world.foreigner.call(showApiKeys, {})).data.others).toEqual([]);
  });
});
