import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showWebhook } from '@countersign/contracts/screens';
import { pauseWebhookEndpoint, resendWebhookDelivery, resumeWebhookEndpoint } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, type HttpWorld, openHttpWorld, sentWebhooks } from '@countersign/testing';

let world: HttpWorld;
let deliveryIds: string[];
beforeAll(async () => {
  world = await openHttpWorld();
  deliveryIds = await sentWebhooks(world.api.database, world.company, ['succeeded', 'failed', 'parked']);
}, 120_000);
afterAll(() => world.close());

let count = 0;
const ready = () => ({ by: world.company.admin, input: { params: { deliveryId: deliveryIds[(count += 1) % 2] ?? '' } } });
holdsItsContract({ operation: resendWebhookDelivery, world: () => world, ready });

describe('201', () => {
  it('says whether it had arrived, and leaves one job for each; no replay of the endpoint is shown for it (row:D2)', async () => {
    const answers = [await world.company.admin.call(resendWebhookDelivery, { params: { deliveryId: deliveryIds[0] ?? '' } }), await world.company.admin.call(resendWebhookDelivery, { params: { deliveryId: deliveryIds[1] ?? '' } })];
    expect(answers.map(({ hasArrived }) => hasArrived)).toEqual([true, false]);
    const jobs = await world.api.database.look<{ id: string }>("select data->>'replayId' as id from pgboss.job where name = 'webhook-replays'");
    for (const { replayId } of answers) expect(jobs.filter(({ id }) => id === replayId)).toHaveLength(1);
    expect((await world.company.admin.call(showWebhook, { query: { endpointId: world.company.endpointId } })).data.replay).toBeNull();
  });
});

describe('409', () => {
  it('refuses one that a person has to decide about, and any while the endpoint is paused (row:D2)', async () => {
    const { by, input } = ready();
    await expectRefusal(world, resendWebhookDelivery, { params: { deliveryId: deliveryIds[2] ?? '' } }, { by }, 'delivery_under_way');
    const params = { endpointId: world.company.endpointId };
    await by.call(pauseWebhookEndpoint, { params });
    await expectRefusal(world, resendWebhookDelivery, input, { by }, 'endpoint_inactive');
    await by.call(resumeWebhookEndpoint, { params });
  });
});
