import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWebhookEndpoint, listWebhookEndpoints, pauseWebhookEndpoint, resumeWebhookEndpoint } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let count = 0;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const ready = async () => ({ by: world.company.admin, input: { params: { endpointId: (await world.company.admin.call(createWebhookEndpoint, { body: { name: `Endpoint ${(count += 1)}`, url: 'https://hooks.example.com/in' } })).id } } });
holdsItsContract({ operation: pauseWebhookEndpoint, world: () => world, ready });

describe('200', () => {
  it('says since when it is paused, wherever endpoints are listed (row:D2)', async () => {
    const { by, input } = await ready();
    const paused = await by.call(pauseWebhookEndpoint, input);
    expect(paused).toMatchObject({ state: 'paused', stateSince: expect.any(String), stateBecause: null });
    const { items } = await by.call(listWebhookEndpoints, { query: { limit: '100' } });
    expect(items.find(({ id }) => id === paused.id)).toEqual(paused);
  });
});

describe('409', () => {
  it('refuses one that is paused already (row:D2)', async () => {
    const { by, input } = await ready();
    await by.call(pauseWebhookEndpoint, input);
    await expectRefusal(world, pauseWebhookEndpoint, input, { by }, 'endpoint_inactive');
    expect((await by.call(resumeWebhookEndpoint, input)).state).toBe('active');
  });
});
