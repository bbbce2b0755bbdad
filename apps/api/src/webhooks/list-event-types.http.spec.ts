import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventSchemaAt, eventTypes } from '@countersign/contracts/operations';
import { apiVersions, currentApiVersion } from '@countersign/contracts/platform';
import { createWebhookEndpoint, listEventTypes } from '@countersign/contracts/webhooks';
import { addFlow, effectOf, expectRefusal, holdsItsContract, jobsOf, openHttpWorld, openTestReceiver, openTestWorker, signedBy, type HttpWorld, type TestReceiver, type TestWorker } from '@countersign/testing';

let world: HttpWorld;
let receiver: TestReceiver;
let worker: TestWorker;
beforeAll(async () => {
  receiver = await openTestReceiver();
  world = await openHttpWorld({ allowedWebhookHosts: [receiver.host] });
  worker = await openTestWorker(world.api.database, { allowedWebhookHosts: [receiver.host] });
}, 120_000);
afterAll(async () => {
  await worker.close();
  await world.close();
  await receiver.close();
});

const ready = () => ({ by: world.homeless, input: { query: {} } });
holdsItsContract({ operation: listEventTypes, world: () => world, ready });

describe('200', () => {
  it.each(apiVersions)('lists for %s what webhooks say, with a JSON Schema and an example that fits it, the same to everybody (row:D2 row:D4)', async (version) => {
    const listed = await world.company.requester.call(listEventTypes, { query: { version } });
    expect(await world.foreigner.call(listEventTypes, { query: { version } })).toEqual(listed);
    expect([listed.version, listed.items.map(({ name }) => name)]).toEqual([version, eventTypes.map(({ name }) => name)]);
    for (const [index, { schema, example }] of listed.items.entries()) {
      expect(schema).toMatchObject({ type: 'object', required: ['type', 'timestamp', 'data'] });
      expect(eventTypes[index] && eventSchemaAt(eventTypes[index], version).safeParse(example).success).toBe(true);
    }
  });

  it('says nothing else than what is sent: two endpoints in two versions are told of one request, each in its own, and again so when it is sent again (row:D2 row:D4)', async () => {
    const { company } = world;
    const make = async (name: string, version?: (typeof apiVersions)[number]) => ({ ...company, endpointId: (await company.admin.call(createWebhookEndpoint, { body: { name, url: receiver.url, ...(version !== undefined && { version }) } })).id });
    const [older, newer] = [await make('Older', '2026-11-21'), await make('Newer')];
    const flow = await addFlow(company, 'Two versions', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), { ...effectOf(older, 'older', 'person'), id: 'to-older' }, { ...effectOf(newer, 'newer', 'person'), id: 'to-newer' }] });
    const { id } = await flow.submit();
    await company.decide(company.budgetOwner, id, 'approve');
    for (const job of await jobsOf(world.api.database, id)) await worker.run(job);
    for (const job of await jobsOf(world.api.database, id)) await worker.run(job);
    const bodies = receiver.calls.map(({ body }) => JSON.parse(body) as { type: string; data: { requestType: unknown } });
    const [told] = eventTypes;
    const [ofOlder, ofNewer] = ['older.wanted', 'newer.wanted'].map((type) => bodies.find((body) => body.type === type));
    expect(told && eventSchemaAt(told, '2026-11-21').safeParse(ofOlder).error).toBeUndefined();
    expect(told && eventSchemaAt(told, currentApiVersion).safeParse(ofNewer).error).toBeUndefined();
    expect(ofOlder?.data).toEqual({ ...ofNewer?.data, requestType: (ofNewer?.data.requestType as { name: string }).name });
  }, 60_000);
});

describe('422', () => {
  it('knows no version that is not served (row:D4)', async () => {
    await expectRefusal(world, listEventTypes, { query: { version: '2020-01-01' } }, { by: world.company.admin }, 'invalid_input');
  });
});
