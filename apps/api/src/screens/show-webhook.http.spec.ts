import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showWebhook, type WebhookScreen } from '@countersign/contracts/screens';
import { createWebhookEndpoint } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, jobsOf, openHttpWorld, openTestReceiver, openTestWorker, type HttpWorld, type TestReceiver } from '@countersign/testing';

let world: HttpWorld;
let receiver: TestReceiver;
const requestIds: string[] = [];
beforeAll(async () => {
  receiver = await openTestReceiver();
  world = await openHttpWorld({ allowedWebhookHosts: [receiver.host], webhookUrl: receiver.url, retryDelaysMs: [5000, 30_000] });
  const worker = await openTestWorker(world.api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [5000, 30_000] } });
  receiver.plan({ status: 204 }, { status: 204 }, { status: 500 });
  for (let index = 0; index < 3; index += 1) {
    const { id } = await world.company.submit({ title: `Paid ${index}`, amount: { amount: '10.00', currency: 'EUR' } });
    await world.company.decide(world.company.budgetOwner, id, 'approve');
    for (const job of await jobsOf(world.api.database, id)) await worker.run(job);
    requestIds.push(id);
  }
  await worker.close();
}, 120_000);
afterAll(async () => {
  await world.close();
  await receiver.close();
});

const ready = () => ({ by: world.company.auditor, input: { query: { endpointId: world.company.endpointId } } });
holdsItsContract({ operation: showWebhook, world: () => world, ready });

describe('200', () => {
  it('shows each delivery with its attempts, the whole schedule, its webhook-id and what comes next, the newest first (row:D2)', async () => {
    const { data } = await world.company.auditor.call(showWebhook, ready().input);
    expect(data).toMatchObject({ endpoint: { name: 'Accounting', url: receiver.url, state: 'active' }, health: { delivered: 2, pending: 1, failed: 0 }, define: { allowed: false } });
    expect(data.deliveries?.items.map(({ requestId, state }) => [requestId, state])).toEqual([[requestIds[2], 'pending'], [requestIds[1], 'delivered'], [requestIds[0], 'delivered']]);
    expect(data.deliveries?.items[0]).toMatchObject({ scheduleSeconds: [0, 5, 35], nextAttemptAt: expect.any(String), attempts: [{ number: 1, status: 500, problem: 'the receiver answered 500' }], webhookId: receiver.calls[2]?.headers['webhook-id'] });
  });

  it('gives its deliveries page by page, each once (row:D2)', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { deliveries }: WebhookScreen['data'] = (await world.company.auditor.call(showWebhook, { query: { ...ready().input.query, limit: '1', ...(cursor !== '' && { cursor }) } })).data;
      seen.push(...(deliveries?.items ?? []).map(({ requestId }) => requestId));
      cursor = deliveries?.nextCursor ?? null;
    }
    expect(seen).toEqual(requestIds.toReversed());
  });

  it('shows the deliveries of this endpoint only, and none to whoever may not see effects (row:D2 row:F2)', async () => {
    const other = await world.company.admin.call(createWebhookEndpoint, { body: { name: 'Other', url: 'https://hooks.example.com/other' } });
    expect((await world.company.auditor.call(showWebhook, { query: { endpointId: other.id } })).data).toMatchObject({ health: { delivered: 0, pending: 0, failed: 0 }, deliveries: { items: [], nextCursor: null } });
    await world.company.addRole('Sees endpoints', ['webhook_endpoint.read']);
    const person = await world.company.join('Only endpoints', ['Sees endpoints']);
    expect((await person.call(showWebhook, ready().input)).data).toMatchObject({ endpoint: { name: 'Accounting' }, deliveries: null });
  });
});

describe('404', () => {
  it('answers to another company, and for an endpoint that is not there, alike (row:F1)', async () => {
    await expectRefusal(world, showWebhook, ready().input, { by: world.foreigner }, 'not_found');
    await expectRefusal(world, showWebhook, { query: { endpointId: crypto.randomUUID() } }, { by: world.company.auditor }, 'not_found');
  });
});
