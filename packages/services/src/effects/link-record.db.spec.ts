import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConnectionSettings } from '@countersign/contracts/connections';
import { getRequest } from '@countersign/contracts/requests';
import { addRecordSet, answers, keepVendors, newCompany, openTestApi, openTestReceiver, openTestWorker, plainConnection, throughConnection, writtenHost as host, type Company, type TestApi, type TestReceiver, type TestWorker, type ThroughSettings } from '@countersign/testing';

let api: TestApi;
let receiver: TestReceiver;
let company: Company;
let worker: TestWorker;
let recordSetId: string;
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [host] });
  company = await newCompany(api, 'Acme');
  recordSetId = (await addRecordSet(company)).id;
});
afterAll(() => api.close());
beforeEach(async () => {
  receiver = await openTestReceiver();
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [0, 0, 0], leaseMs: 300 } });
});
afterEach(async () => {
  await worker.close();
  await receiver.close();
});

const through = (settings: ThroughSettings = {}) => throughConnection({ database: api.database, company, receiver }, { ...settings, call: { record: { recordSetId, idPointer: '/id' } } });
const recordsOf = async (requestId: string) => (await company.requester.call(getRequest, { params: { requestId } })).outsideRecords;
const linksOf = (requestId: string) => api.database.look<{ outside_id: string | null; problem: string | null }>('select outside_id, problem from app.request_records where request_id = $1', [requestId]);
const schema: ConnectionSettings['replySchema'] = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };

describe('a call whose answer names a record', () => {
  it('links the request to it once, when it is done, and the audit says so; the page says how the record stands (row:D5)', async () => {
    const { wanted } = await through();
    receiver.plan(answers(201, { id: 'ven_1' }));
    const job = await wanted();
    expect(await linksOf(job.requestId)).toEqual([]);
    expect([await worker.run(job), await worker.run(job)]).toEqual(['succeeded', 'nothing_to_do']);
    expect(await linksOf(job.requestId)).toEqual([{ outside_id: 'ven_1', problem: null }]);
    expect(await recordsOf(job.requestId)).toMatchObject([{ recordSetId, outsideId: 'ven_1', title: null, state: 'missing', effectId: job.effectId, stepName: 'pay', field: null, problem: null }]);
    const entries = await api.database.look<{ canonical: string }>("select canonical from app.audit_entries where canonical like '%effect.succeeded%' and canonical like $1", [`%${job.effectId}%`]);
    expect(entries.map(({ canonical }) => (JSON.parse(canonical) as { after: { record: unknown } }).after.record)).toEqual([{ recordSetId, outsideId: 'ven_1' }]);
    await keepVendors(api.database, recordSetId, [{ id: 'ven_1', title: 'Atelier Fenn' }]);
    expect(await recordsOf(job.requestId)).toMatchObject([{ title: 'Atelier Fenn', state: 'in_step' }]);
    await keepVendors(api.database, recordSetId, [{ id: 'ven_1', state: 'gone' }]);
    expect(await recordsOf(job.requestId)).toMatchObject([{ state: 'gone' }]);
    await keepVendors(api.database, recordSetId, [{ id: 'ven_1', state: 'quarantined' }]);
    expect(await recordsOf(job.requestId)).toMatchObject([{ state: 'differs' }]);
  });

  it('is done also where its answer names none: the request says which set, and why (row:D5 row:C2)', async () => {
    const { wanted } = await through();
    receiver.plan(answers(201, { reference: 'ven_2' }));
    const job = await wanted();
    expect(await worker.run(job)).toBe('succeeded');
    expect(await recordsOf(job.requestId)).toMatchObject([{ recordSetId, outsideId: null, state: null, problem: 'The answer says no id of a record at /id.' }]);
  });

  it('links nothing while it is not done: refused, tried again, or of another shape than agreed (row:D5)', async () => {
    for (const [settings, status, result] of [[{}, 400, 'failed'], [{}, 503, 'will_retry'], [{ replySchema: schema }, 201, 'parked']] as const) {
      const { wanted } = await through(settings);
      receiver.plan(answers(status, { id: 3 }));
      const job = await wanted();
      expect(await worker.run(job)).toBe(result);
      expect(await linksOf(job.requestId)).toEqual([]);
    }
  });

  it('is linked by what is said when the other system is asked afterwards whether it was done (row:D5 row:C2)', async () => {
    const { wanted } = await through({ idempotency: { header: 'Idempotency-Key', honoured: false }, lookUpPath: '/acts/{key}', limits: { ...plainConnection.limits, headersMs: 300 } });
    receiver.plan({ status: 500 }, answers(200, { id: 'ven_4' }));
    const job = await wanted();
    expect([await worker.run(job), await worker.run(job)]).toEqual(['will_retry', 'succeeded']);
    expect(await linksOf(job.requestId)).toEqual([{ outside_id: 'ven_4', problem: null }]);
  });

  it('is not shown as kept because another company keeps a record under the same id (row:F1)', async () => {
    const other = await newCompany(api, 'Borealis');
    await keepVendors(api.database, (await addRecordSet(other)).id, [{ id: 'ven_5', title: 'Theirs' }]);
    const { wanted } = await through();
    receiver.plan(answers(201, { id: 'ven_5' }));
    const job = await wanted();
    await worker.run(job);
    expect(await recordsOf(job.requestId)).toMatchObject([{ outsideId: 'ven_5', title: null, state: 'missing' }]);
    await expect(other.admin.call(getRequest, { params: { requestId: job.requestId } })).rejects.toMatchObject({ status: 404 });
  });
});
