import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWebhookEndpoint, previewEndpointVersion } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let endpointId = '';
beforeAll(async () => {
  world = await openHttpWorld();
  endpointId = (await world.company.admin.call(createWebhookEndpoint, { body: { name: 'Pinned', url: 'https://hooks.example.com/in', version: '2026-11-21' } })).id;
}, 120_000);
afterAll(() => world.close());

const ready = () => ({ by: world.company.admin, input: { params: { endpointId }, query: { version: '2026-11-30' as const } } });
holdsItsContract({ operation: previewEndpointVersion, world: () => world, ready });

describe('200', () => {
  it('shows what is sent now beside what would be, and says what changes (row:D2 row:D4)', async () => {
    const { from, to, says, events } = await world.company.admin.call(previewEndpointVersion, ready().input);
    expect([from, to, says]).toEqual(['2026-11-21', '2026-11-30', [expect.stringContaining('type of a request')]]);
    // What is told of the audit is as it was.
    const audit = events.find(({ name }) => name === 'auditRecorded');
    expect(audit?.after).toEqual(audit?.before);
    for (const { before, after } of events.filter(({ name }) => name !== 'auditRecorded')) {
      const [told, would] = [before, after].map(({ data }) => (data as { requestType: unknown }).requestType);
      expect([told, would]).toEqual(['Purchase order', { id: expect.any(String), name: 'Purchase order' }]);
    }
    const same = await world.company.admin.call(previewEndpointVersion, { ...ready().input, query: { version: '2026-11-21' } });
    expect([same.says, same.events.map(({ before }) => before)]).toEqual([[], same.events.map(({ after }) => after)]);
  });
});

describe('404', () => {
  it('answers to another company, and for an endpoint that is not there, alike (row:F1)', async () => {
    await expectRefusal(world, previewEndpointVersion, ready().input, { by: world.foreigner }, 'not_found');
    await expectRefusal(world, previewEndpointVersion, { ...ready().input, params: { endpointId: crypto.randomUUID() } }, { by: world.company.admin }, 'not_found');
  });
});
