import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resendWebhookDelivery, stopWebhookReplay } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, openHttpWorld, sentWebhooks, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let deliveryId = '';
beforeAll(async () => {
  world = await openHttpWorld();
  [deliveryId = ''] = await sentWebhooks(world.api.database, world.company, ['succeeded']);
}, 120_000);
afterAll(() => world.close());

const ready = async () => ({ by: world.company.admin, input: { params: { replayId: (await world.company.admin.call(resendWebhookDelivery, { params: { deliveryId } })).replayId } } });
holdsItsContract({ operation: stopWebhookReplay, world: () => world, ready });

describe('409', () => {
  it('refuses one that was stopped already (row:D2)', async () => {
    const { by, input } = await ready();
    expect(await by.call(stopWebhookReplay, input)).toMatchObject({ state: 'stopped', progress: { waiting: 1 } });
    await expectRefusal(world, stopWebhookReplay, input, { by }, 'replay_over');
  });
});
