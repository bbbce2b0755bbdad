import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showWebhooks } from '@countersign/contracts/screens';
import { createWebhookEndpoint } from '@countersign/contracts/webhooks';
import { holdsItsContract, jobsOf, openHttpWorld, openTestReceiver, openTestWorker, type HttpWorld, type TestReceiver } from '@countersign/testing';

let world: HttpWorld;
let receiver: TestReceiver;
beforeAll(async () => {
  receiver = await openTestReceiver();
  world = await openHttpWorld({ allowedWebhookHosts: [receiver.host], webhookUrl: receiver.url });
  const worker = await openTestWorker(world.api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [] } });
  receiver.plan({ status: 204 }, { status: 204 }, { status: 500 });
  for (let index = 0; index < 3; index += 1) {
    const { id } = await world.company.submit({ title: `Paid ${index}`, amount: { amount: '10.00', currency: 'EUR' } });
    await world.company.decide(world.company.budgetOwner, id, 'approve');
    for (const job of await jobsOf(world.api.database, id)) await worker.run(job);
  }
  await world.company.admin.call(createWebhookEndpoint, { body: { name: 'Zebra', url: 'https://hooks.example.com/zebra' } });
  await worker.close();
}, 120_000);
afterAll(async () => {
  await world.close();
  await receiver.close();
});

const ready = () => ({ by: world.company.auditor, input: { query: {} } });
holdsItsContract({ operation: showWebhooks, world: () => world, ready });

describe('200', () => {
  it('says of each endpoint what became of its deliveries in the last 24 hours, and nothing of another company (row:D2 row:F1)', async () => {
    const of = async (by = world.company.auditor) => (await by.call(showWebhooks, { query: {} })).data;
    expect((await of()).endpoints.items).toEqual([
      expect.objectContaining({ name: 'Accounting', state: 'active', stateSince: null, health: { delivered: 2, pending: 0, failed: 1 } }),
      expect.objectContaining({ name: 'Zebra', url: 'https://hooks.example.com/zebra', health: { delivered: 0, pending: 0, failed: 0 } }),
    ]);
    await world.api.database.look("update app.webhook_deliveries set created_at = created_at - interval '25 hours'");
    expect((await of()).endpoints.items[0]?.health).toEqual({ delivered: 0, pending: 0, failed: 0 });
    expect((await of(world.foreigner)).endpoints.items).toEqual([]);
  });

  it('lets an admin define, and is no place for those who only look (row:F2)', async () => {
    const [admin, auditor, requester] = await Promise.all([world.company.admin.call(showWebhooks, { query: {} }), world.company.auditor.call(showWebhooks, { query: {} }), world.company.requester.call(showWebhooks, { query: {} }).catch((error: unknown) => error)]);
    expect([admin.data.define.allowed, auditor.data.define.allowed]).toEqual([true, false]);
    expect([admin.nav.places.includes('webhooks'), auditor.nav.places.includes('webhooks')]).toEqual([true, true]);
    expect(requester).toMatchObject({ code: 'permission_denied' });
  });
});
