import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getReading, listFindings, startReconciliation } from '@countersign/contracts/record-sets';
import { addRecordSet, beginReading, connect, keptOf, newCompany, openOutsideSystem, openTestApi, openTestWorker, pagesOf, plainConnection, vendor, type Company, type OutsideSystem, type TestApi, type TestWorker } from '@countersign/testing';
import type { ReadingJob } from './index.js';

const written = '127.0.0.1:9';
const recordsPerSetMax = 5;
let api: TestApi;
let company: Company;
let erp: OutsideSystem;
let worker: TestWorker;
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [written] });
  company = await newCompany(api, 'Acme');
}, 120_000);
afterAll(() => api.close());
beforeEach(async () => {
  erp = await openOutsideSystem();
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [erp.host], recordsPerSetMax });
});
afterEach(async () => {
  await Promise.all([worker.close(), erp.close()]);
});

async function vendors(): Promise<string> {
  const { id } = await connect(company, `http://${written}/v2`, { limits: { ...plainConnection.limits, replyBytesMax: 1_000_000 } });
  await api.database.look('update app.connections set base_url = $1 where id = $2', [`http://${erp.host}/v2`, id]);
  return (await addRecordSet(company, { paging: { kind: 'next_pointer', pointer: '/next' } }, id)).id;
}
async function jobOf(readingId: string): Promise<ReadingJob> {
  const [row] = await api.database.look<{ tenantId: string }>('select tenant_id as "tenantId" from app.record_readings where id = $1', [readingId]);
  return { tenantId: row?.tenantId ?? '', readingId };
}
const reads = async (setId: string) => jobOf((await beginReading(company, setId)).id);
const compares = async (recordSetId: string) => jobOf((await company.admin.call(startReconciliation, { params: { recordSetId }, body: {} })).id);
const readingOf = ({ readingId }: ReadingJob) => company.admin.call(getReading, { params: { readingId } });
const many = (count: number, version = 1, change: object = {}) => Array.from({ length: count }, (_, index) => vendor(`v${index}`, version, change));

describe('a record set that is full', () => {
  it('takes nothing of a page that does not fit, keeps those before whole, and says that the reading ended at the limit (row:D5)', async () => {
    const set = await vendors();
    erp.answer = pagesOf(many(8), 2);
    const job = await reads(set);
    expect([await worker.runReading(job), await worker.runReading(job)]).toEqual(['failed', 'nothing_to_do']);
    expect(await readingOf(job)).toMatchObject({ state: 'failed', pages: 2, progress: { seen: 4, added: 4 }, problem: expect.stringMatching(/^Stopped at the limit of 5 records/) });
    expect((await keptOf(api.database, set)).map(({ id }) => id)).toEqual(['v0', 'v1', 'v2', 'v3']);
    expect(await api.database.look('select 1 from app.record_versions where record_set_id = $1', [set])).toHaveLength(4);
  });

  it('goes on taking what is newer of the records that it has, and says so of no other set (row:D5)', async () => {
    const [set, other] = [await vendors(), await vendors()];
    erp.answer = pagesOf(many(5), 3);
    expect([await worker.runReading(await reads(set)), await worker.runReading(await reads(other))]).toEqual(['done', 'done']);
    erp.answer = pagesOf(many(5, 2, { iban: 'another' }), 3);
    const job = await reads(set);
    expect(await worker.runReading(job)).toBe('done');
    expect(await readingOf(job)).toMatchObject({ progress: { changed: 5, added: 0 } });
  });

  it('is not compared with a list that is longer than it could be (row:D5)', async () => {
    const set = await vendors();
    erp.answer = pagesOf(many(9), 3);
    const job = await compares(set);
    expect(await worker.runReading(job)).toBe('failed');
    expect((await readingOf(job)).problem).toMatch(/^Stopped at the limit of 5 records: the list has more/);
    expect(await api.database.look('select 1 from app.said_records where reading_id = $1', [job.readingId])).toEqual([]);
  });
});

describe('a comparison that finds very much', () => {
  it('keeps all of it, however much it is: more than is written at once (row:D5)', async () => {
    const set = await vendors();
    const roomy = await openTestWorker(api.database, { allowedWebhookHosts: [erp.host] });
    erp.answer = pagesOf(many(1_203), 1_203);
    expect(await roomy.runReading(await reads(set))).toBe('done');
    erp.answer = pagesOf([], 10);
    const job = await compares(set);
    expect(await roomy.runReading(job)).toBe('done');
    expect((await readingOf(job)).notSeen).toBe(1_203);
    expect(await api.database.look("select 1 from app.record_findings where reading_id = $1 and kind = 'missing_there'", [job.readingId])).toHaveLength(1_203);
    await roomy.close();
  });

  it('names as many twins of one key as somebody can look at (row:D5)', async () => {
    const set = await vendors();
    const roomy = await openTestWorker(api.database, { allowedWebhookHosts: [erp.host] });
    erp.answer = pagesOf(many(130, 1, { taxNumber: 'none' }), 130);
    const job = await compares(set);
    expect(await roomy.runReading(job)).toBe('done');
    const { items } = await company.admin.call(listFindings, { params: { readingId: job.readingId }, query: { kind: 'doubled' } });
    expect(items.map(({ twins }) => twins?.length)).toEqual([100]);
    await roomy.close();
  });
});
