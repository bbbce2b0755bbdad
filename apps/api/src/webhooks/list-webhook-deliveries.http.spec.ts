import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listWebhookDeliveries } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, holdsPages, jobsOf, openHttpWorld, openTestReceiver, openTestWorker, pointersOf, type HttpWorld, type TestReceiver, type TestWorker } from '@countersign/testing';

let world: HttpWorld;
let receiver: TestReceiver;
let worker: TestWorker;
let requestIds: string[];
beforeAll(async () => {
  receiver = await openTestReceiver();
  world = await openHttpWorld({ allowedWebhookHosts: [receiver.host], webhookUrl: receiver.url, retryDelaysMs: [5000, 30_000] });
  worker = await openTestWorker(world.api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [5000, 30_000] } });
  receiver.plan({ status: 204 }, { status: 204 }, { status: 500 });
  requestIds = [];
  for (let index = 0; index < 3; index += 1) {
    const { id } = await world.company.submit({ title: `Paid ${index}`, amount: { amount: '10.00', currency: 'EUR' } });
    await world.company.decide(world.company.budgetOwner, id, 'approve');
    for (const job of await jobsOf(world.api.database, id)) await worker.run(job);
    requestIds.push(id);
  }
});
afterAll(async () => {
  await worker.close();
  await world.close();
  await receiver.close();
});

const ready = () => ({ by: world.company.auditor, input: { query: {} } });
holdsItsContract({ operation: listWebhookDeliveries, world: () => world, ready });
holdsPages({ operation: listWebhookDeliveries, world: () => world, ready });

describe('200', () => {
  it('lists each delivery with its attempts, the whole schedule and what comes next, newest first (row:D2)', async () => {
    const { items } = await world.company.auditor.call(listWebhookDeliveries, { query: {} });
    expect(items.map(({ requestId, state }) => [requestId, state])).toEqual([[requestIds[2], 'pending'], [requestIds[1], 'delivered'], [requestIds[0], 'delivered']]);
    const [failing, delivered] = items;
    expect(failing).toMatchObject({ event: 'payment.requested', deliveredAt: null, scheduleSeconds: [0, 5, 35], attempts: [{ number: 1, status: 500, problem: 'the receiver answered 500' }] });
    expect(Date.parse(failing?.nextAttemptAt ?? '')).toBeGreaterThan(Date.parse(failing?.attempts[0]?.startedAt ?? ''));
    expect(delivered).toMatchObject({ nextAttemptAt: null, attempts: [{ number: 1, status: 204, problem: null }], webhookId: receiver.calls[1]?.headers['webhook-id'], endpoint: { name: 'Accounting', url: receiver.url } });
  });

  it('lists those of one request, and to another company none (row:D2 row:F1)', async () => {
    const query = { requestId: requestIds[1] ?? '' };
    expect((await world.company.auditor.call(listWebhookDeliveries, { query })).items.map(({ requestId }) => requestId)).toEqual([requestIds[1]]);
    expect((await world.foreigner.call(listWebhookDeliveries, { query })).items).toEqual([]);
  });
});

describe('422', () => {
  it('refuses what is no id of a request (row:F6)', async () => {
    expect(pointersOf(await expectRefusal(world, listWebhookDeliveries, { query: { requestId: '1' } }, { by: world.company.auditor }, 'invalid_input'))).toEqual(['/query/requestId']);
  });
});
