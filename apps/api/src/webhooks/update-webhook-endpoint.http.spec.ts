import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { createWebhookEndpoint, listWebhookEndpoints, updateWebhookEndpoint } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, jobsOf, openHttpWorld, openTestReceiver, openTestWorker, pointersOf, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let count = 0;
beforeAll(async () => {
  world = await openHttpWorld({ allowedWebhookHosts: ['127.0.0.1:4399'] });
}, 120_000);
afterAll(() => world.close());

const body = () => ({ name: `Changed ${(count += 1)}`, url: 'https://hooks.example.com/changed' });
const endpoint = async () => (await world.company.admin.call(createWebhookEndpoint, { body: { name: `Endpoint ${(count += 1)}`, url: 'https://hooks.example.com/in' } })).id;
const ready = async () => ({ by: world.company.admin, input: { params: { endpointId: await endpoint() }, body: body() } });
holdsItsContract({ operation: updateWebhookEndpoint, world: () => world, ready });

describe('200', () => {
  it('changes name and address, keeps the name where only the address changes, and says in the audit what was (row:D2 row:E1)', async () => {
    const { by, input } = await ready();
    const changed = await by.call(updateWebhookEndpoint, input);
    expect(await by.call(updateWebhookEndpoint, { ...input, body: { ...input.body, url: 'http://127.0.0.1:4399/hook' } })).toEqual({ ...changed, url: 'http://127.0.0.1:4399/hook' });
    const { items } = await by.call(listWebhookEndpoints, { query: { limit: '100' } });
    expect(items.find(({ id }) => id === changed.id)).toMatchObject({ name: input.body.name, url: 'http://127.0.0.1:4399/hook', state: 'active' });
    const [entry] = (await by.call(listAuditEntries, { query: { subjectId: changed.id } })).items;
    expect(entry).toMatchObject({ action: 'webhook_endpoint.updated', before: { url: 'https://hooks.example.com/changed' }, after: { url: 'http://127.0.0.1:4399/hook' } });
  });

  it('moves it to another version, and leaves it where none is named; the audit says both (row:D2 row:D4)', async () => {
    const { by, input } = await ready();
    expect(await by.call(updateWebhookEndpoint, { ...input, body: { ...input.body, version: '2026-11-21' } })).toMatchObject({ version: '2026-11-21' });
    expect(await by.call(updateWebhookEndpoint, input)).toMatchObject({ version: '2026-11-21' });
    expect(await by.call(updateWebhookEndpoint, { ...input, body: { ...input.body, version: '2026-11-30' } })).toMatchObject({ version: '2026-11-30' });
    const [entry] = (await by.call(listAuditEntries, { query: { subjectId: input.params.endpointId } })).items;
    expect(entry).toMatchObject({ before: { version: '2026-11-21' }, after: { version: '2026-11-30' } });
  });

  it('sends what waits to the new address (row:D2)', async () => {
    const receiver = await openTestReceiver();
    const own = await openHttpWorld({ allowedWebhookHosts: [receiver.host] });
    const worker = await openTestWorker(own.api.database, { allowedWebhookHosts: [receiver.host] });
    try {
      const { id } = await own.company.submit({ title: 'Small', amount: { amount: '10.00', currency: 'EUR' } });
      await own.company.decide(own.company.budgetOwner, id, 'approve');
      await own.company.admin.call(updateWebhookEndpoint, { params: { endpointId: own.company.endpointId }, body: { name: 'Accounting', url: receiver.url } });
      for (const job of await jobsOf(own.api.database, id)) expect(await worker.run(job)).toBe('succeeded');
      expect(receiver.calls).toHaveLength(1);
    } finally {
      await worker.close();
      await own.close();
      await receiver.close();
    }
  }, 60_000);
});

describe('409', () => {
  it('refuses a name that another endpoint has (row:D2)', async () => {
    const { by, input } = await ready();
    await expectRefusal(world, updateWebhookEndpoint, { ...input, body: { ...input.body, name: 'Accounting' } }, { by }, 'name_taken');
  });
});

describe('422', () => {
  it('refuses addresses that may not be called, as when an endpoint is made (row:D2)', async () => {
    const { by, input } = await ready();
    for (const url of ['http://127.0.0.1/', 'http://2130706433/', 'http://169.254.169.254/latest/meta-data/', 'http://[::ffff:127.0.0.1]/', 'http://localhost/', 'https://user:secret@hooks.example.com/']) {
      const answer = await expectRefusal(world, updateWebhookEndpoint, { ...input, body: { ...input.body, url } }, { by }, 'target_not_allowed');
      expect([url, pointersOf(answer)]).toEqual([url, ['/body/url']]);
    }
  });
});
