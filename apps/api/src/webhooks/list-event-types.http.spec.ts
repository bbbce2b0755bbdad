import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventSchemaAt, eventTypes } from '@countersign/contracts/operations';
import { apiVersions, currentApiVersion } from '@countersign/contracts/platform';
import { createWebhookEndpoint, listEventTypes, listWebhookDeliveries, resendWebhookDelivery, updateWebhookEndpoint, type WebhookEndpointView } from '@countersign/contracts/webhooks';
import { addFlow, effectOf, expectRefusal, holdsItsContract, jobsOf, openHttpWorld, openTestReceiver, openTestWorker, signedBy, type HttpWorld, type RequestFlow, type TestReceiver, type TestWorker } from '@countersign/testing';
import type { ReplayJob } from '@countersign/services/webhooks';

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

  it('says nothing else than what is sent: two endpoints in two versions are told of one request, each in its own (row:D2 row:D4)', async () => {
    const { older, newer } = await tell(await openTwoVersions());
    const [told] = eventTypes;
    const [ofOlder, ofNewer] = [older, newer].map((text) => JSON.parse(text) as { data: { requestType: { name: string } } });
    expect(told && eventSchemaAt(told, '2026-11-21').safeParse(ofOlder).error).toBeUndefined();
    expect(told && eventSchemaAt(told, currentApiVersion).safeParse(ofNewer).error).toBeUndefined();
    expect(ofOlder?.data).toEqual({ ...ofNewer?.data, requestType: ofNewer?.data.requestType.name });
  }, 60_000);

  it('and what was sent is sent again in the same bytes, also where its endpoint has been moved to another version (row:D2 row:D4)', async () => {
    const made = await openTwoVersions();
    const { requestId, older, newer } = await tell(made);
    expect(await resend(requestId)).toEqual({ older, newer });
    await move(made.older, currentApiVersion);
    await move(made.newer, '2026-11-21');
    expect(await resend(requestId)).toEqual({ older, newer });
    // They have moved indeed: the next request is told to each in its new version.
    const next = await tell(made);
    expect([typeOf(older), typeOf(newer), typeOf(next.older), typeOf(next.newer)]).toEqual(['string', 'object', 'object', 'string']);
  }, 60_000);
});

describe('422', () => {
  it('knows no version that is not served (row:D4)', async () => {
    await expectRefusal(world, listEventTypes, { query: { version: '2020-01-01' } }, { by: world.company.admin }, 'invalid_input');
  });
});

interface TwoVersions {
  readonly older: WebhookEndpointView;
  readonly newer: WebhookEndpointView;
  readonly flow: RequestFlow;
}

let made = 0;
/** Two new endpoints, one in the version before and one in this one, and a flow that tells both. */
async function openTwoVersions(): Promise<TwoVersions> {
  const { company } = world;
  made += 1;
  const make = (name: string, version?: (typeof apiVersions)[number]) => company.admin.call(createWebhookEndpoint, { body: { name: `${name} ${made}`, url: receiver.url, ...(version !== undefined && { version }) } });
  const [older, newer] = [await make('Older', '2026-11-21'), await make('Newer')];
  const tells = ({ id }: WebhookEndpointView, event: string) => ({ ...effectOf({ ...company, endpointId: id }, event, 'person'), id: `to-${event}` });
  return { older, newer, flow: await addFlow(company, `Two versions ${made}`, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), tells(older, 'older'), tells(newer, 'newer')] }) };
}

/** What both are sent of a new request. */
async function tell({ flow }: TwoVersions) {
  const { api, company } = world;
  const before = receiver.calls.length;
  const { id } = await flow.submit();
  await company.decide(company.budgetOwner, id, 'approve');
  // The second is wanted when the first is done.
  for (let round = 1; round <= 2; round += 1) for (const job of await jobsOf(api.database, id)) await worker.run(job);
  return { requestId: id, ...sentSince(before) };
}

/** What both are sent when what they were sent of a request is sent again. */
async function resend(requestId: string) {
  const { api, company: { admin } } = world;
  const before = receiver.calls.length;
  for (const { id } of (await admin.call(listWebhookDeliveries, { query: { requestId } })).items) {
    const { replayId } = await admin.call(resendWebhookDelivery, { params: { deliveryId: id } });
    const [job] = await api.database.look<ReplayJob>(`select data->>'tenantId' as "tenantId", data->>'replayId' as "replayId" from pgboss.job where name = 'webhook-replays' and data->>'replayId' = $1`, [replayId]);
    expect(job && (await worker.runReplay(job))).toBe('done');
  }
  return sentSince(before);
}

/** The bytes that both were sent, each once. */
function sentSince(before: number): { readonly older: string; readonly newer: string } {
  const bodies = receiver.calls.slice(before).map(({ body }) => body);
  const of = (event: string) => bodies.find((body) => (JSON.parse(body) as { type: string }).type === `${event}.wanted`) ?? '';
  expect(bodies).toHaveLength(2);
  return { older: of('older'), newer: of('newer') };
}

const move = ({ id, name, url }: WebhookEndpointView, version: (typeof apiVersions)[number]) => world.company.admin.call(updateWebhookEndpoint, { params: { endpointId: id }, body: { name, url, version } });
const typeOf = (body: string) => typeof (JSON.parse(body) as { data: { requestType: unknown } }).data.requestType;
