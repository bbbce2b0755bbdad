import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWebhookEndpoint, listWebhookEndpoints, pauseWebhookEndpoint, resumeWebhookEndpoint } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let count = 0;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

async function ready() {
  const { id: endpointId } = await world.company.admin.call(createWebhookEndpoint, { body: { name: `Endpoint ${(count += 1)}`, url: 'https://hooks.example.com/in' } });
  await world.company.admin.call(pauseWebhookEndpoint, { params: { endpointId } });
  return { by: world.company.admin, input: { params: { endpointId } } };
}
holdsItsContract({ operation: resumeWebhookEndpoint, world: () => world, ready });

describe('200', () => {
  it('makes it active again, forgets how it failed, and enqueues one job for what waits (row:D2)', async () => {
    const { by, input } = await ready();
    await world.api.database.look("update app.webhook_endpoints set state = 'disabled', state_because = 'Nothing arrived', failing_since = now(), failed_attempts = 12 where id = $1", [input.params.endpointId]);
    expect(await by.call(resumeWebhookEndpoint, input)).toMatchObject({ state: 'active', stateBecause: null });
    const { items } = await by.call(listWebhookEndpoints, { query: { limit: '100' } });
    expect(items.find(({ id }) => id === input.params.endpointId)).toMatchObject({ state: 'active' });
    expect(await world.api.database.look('select failing_since, failed_attempts from app.webhook_endpoints where id = $1', [input.params.endpointId])).toEqual([{ failing_since: null, failed_attempts: 0 }]);
    expect(await world.api.database.look("select data->>'tenantId' is not null as has from pgboss.job where name = 'webhook-endpoints' and data->>'endpointId' = $1", [input.params.endpointId])).toEqual([{ has: true }]);
  });
});

describe('409', () => {
  it('refuses one that is active (row:D2)', async () => {
    const { by, input } = await ready();
    await by.call(resumeWebhookEndpoint, input);
    await expectRefusal(world, resumeWebhookEndpoint, input, { by }, 'endpoint_active');
  });
});
