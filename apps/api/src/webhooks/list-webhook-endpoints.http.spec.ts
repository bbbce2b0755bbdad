import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWebhookEndpoint, listWebhookEndpoints } from '@countersign/contracts/webhooks';
import { holdsItsContract, holdsPages, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
  await world.company.admin.call(createWebhookEndpoint, { body: { name: 'Second', url: 'https://hooks.example.com/second' } });
  await world.foreigner.call(createWebhookEndpoint, { body: { name: 'Theirs', url: 'https://hooks.example.com/theirs' } });
});
afterAll(() => world.close());

const ready = () => ({ by: world.company.auditor, input: { query: {} } });
holdsItsContract({ operation: listWebhookEndpoints, world: () => world, ready });
holdsPages({ operation: listWebhookEndpoints, world: () => world, ready });

describe('200', () => {
  it("lists this company's endpoints and nobody else's, without secrets (row:D1 row:F1)", async () => {
    const { items } = await world.company.admin.call(listWebhookEndpoints, { query: {} });
    expect(items.map(({ name }) => name)).toEqual(['Accounting', 'Second']);
    for (const item of items) expect(Object.keys(item).sort()).toEqual(['createdAt', 'id', 'name', 'state', 'stateBecause', 'stateSince', 'url', 'version']);
    expect((await world.foreigner.call(listWebhookEndpoints, { query: {} })).items.map(({ name }) => name)).toEqual(['Theirs']);
  });
});
