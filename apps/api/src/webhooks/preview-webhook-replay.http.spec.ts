import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { previewWebhookReplay } from '@countersign/contracts/webhooks';
import { holdsItsContract, openHttpWorld, sentWebhooks, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
  const [first] = await sentWebhooks(world.api.database, world.company, ['succeeded', 'failed', 'failed', 'parked']);
  await world.api.database.look("update app.webhook_deliveries set created_at = created_at - interval '2 days' where id = $1", [first]);
}, 120_000);
afterAll(() => world.close());

const ready = () => ({ by: world.company.admin, input: { params: { endpointId: world.company.endpointId }, query: { only: 'all' as const } } });
holdsItsContract({ operation: previewWebhookReplay, world: () => world, ready });

describe('200', () => {
  it('counts what would be sent and what of it has arrived: all, only the failed, and since an instant; never what waits for a person (row:D2)', async () => {
    const { params } = ready().input;
    const since = new Date(Date.now() - 86_400_000).toISOString();
    const of = async (query: { only: 'all' | 'failed'; since?: string }) => {
      const { total, arrived } = await world.company.admin.call(previewWebhookReplay, { params, query });
      return [total, arrived];
    };
    expect([await of({ only: 'all' }), await of({ only: 'failed' }), await of({ only: 'all', since })]).toEqual([[3, 1], [2, 0], [2, 0]]);
  });
});
