import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectionPresets, createConnection, type ConnectionPreset } from '@countersign/contracts/connections';
import { createRecordSet, getReading } from '@countersign/contracts/record-sets';
import { addFlow, beginReading, billingSystem, callStep, effectStateOf, jobsOf, keptOf, newCompany, openOutsideSystem, openTestApi, openTestWorker, provisioningSystem, signedBy, ticketSystem, type Company, type OutsideSystem, type SourceSystem, type TestApi, type TestWorker } from '@countersign/testing';

const systems: Readonly<Record<string, (count: number) => SourceSystem>> = { billing: billingSystem, provisioning: provisioningSystem, tickets: ticketSystem };
let api: TestApi;
let company: Company;
let outside: OutsideSystem;
let worker: TestWorker;
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
}, 120_000);
afterAll(() => api.close());
beforeEach(async () => {
  outside = await openOutsideSystem();
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [outside.host] });
});
afterEach(async () => {
  await Promise.all([worker.close(), outside.close()]);
});

/** Connected as the preset says, and led to the system that answers in its shape. */
async function connected({ settings, name }: ConnectionPreset): Promise<string> {
  const { id } = await company.admin.call(createConnection, { body: { ...settings, name: `${name} ${crypto.randomUUID()}`, secret: 'Bearer sk_test_0123' } });
  await api.database.look('update app.connections set base_url = $1, binding_digest = binding_digest where id = $2', [`http://${outside.host}/v2`, id]);
  return id;
}

it('there is a system to try each preset with (row:D5)', () => {
  expect(connectionPresets.map(({ id }) => id).toSorted()).toEqual(Object.keys(systems).toSorted());
});

describe.each(connectionPresets.map((preset) => [preset.id, preset] as const))('the preset for %s', (id, preset) => {
  it('reads all records of a system that answers as its description says, page after page (row:D5)', async () => {
    const system = systems[id]?.(5) ?? billingSystem(0);
    outside.answer = id === 'billing' ? (call) => system.answer({ ...call, query: new URLSearchParams({ ...Object.fromEntries(call.query), limit: '2' }) }) : system.answer;
    const connectionId = await connected(preset);
    for (const { name, ...settings } of preset.recordSets) {
      const set = await company.admin.call(createRecordSet, { body: { ...settings, name: `${name} ${crypto.randomUUID()}`, connectionId } });
      const { id: readingId } = await beginReading(company, set.id);
      const [row] = await api.database.look<{ tenantId: string }>('select tenant_id as "tenantId" from app.record_readings where id = $1', [readingId]);
      expect(await worker.runReading({ tenantId: row?.tenantId ?? '', readingId })).toBe('done');
      expect(await company.admin.call(getReading, { params: { readingId } })).toMatchObject({ pages: 3, progress: { seen: 5, added: 5, unreadable: 0 }, problem: null });
      expect((await keptOf(api.database, set.id)).every(({ state, title }) => state === 'current' && title !== null)).toBe(true);
    }
  });

  it('makes its first ready-made call as that system takes it, once (row:D5)', async () => {
    const system = systems[id]?.(0) ?? billingSystem(0);
    outside.answer = system.answer;
    const connectionId = await connected(preset);
    const [first] = preset.calls;
    const { id: _id, ...made } = callStep(connectionId, 'make', { method: first?.method ?? 'POST', path: first?.path ?? '/', body: first?.body ?? null });
    const flow = await addFlow(company, `${preset.name} ${crypto.randomUUID()}`, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), { id: 'make', ...made }] });
    const { id: requestId } = await flow.submit();
    await company.decide(company.budgetOwner, requestId, 'approve');
    const [job] = await jobsOf(api.database, requestId);
    if (!job) throw new Error('one job is enqueued for one effect');
    await worker.run(job);
    expect(await effectStateOf(api.database, job)).toMatchObject({ state: 'succeeded', problem: null });
    expect(system.things).toHaveLength(1);
    expect(JSON.stringify(system.things[0])).not.toContain('{{');
  });
});
