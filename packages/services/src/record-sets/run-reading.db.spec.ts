import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConnectionSettings } from '@countersign/contracts/connections';
import { getReading, stopReading, updateRecordSet, type RecordSetSettings, type RecordSetView } from '@countersign/contracts/record-sets';
import { addRecordSet, beginReading, connect, keptOf, newCompany, openOutsideSystem, openTestApi, openTestWorker, pagesOf, plainConnection, plainRecordSet, vendor, type Company, type OutsideSystem, type TestApi, type TestWorker } from '@countersign/testing';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { ReadingJob } from './index.js';

const written = '127.0.0.1:9';
let api: TestApi;
let company: Company;
let erp: OutsideSystem;
let worker: TestWorker;
let twin: TestWorker;
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [written] });
  company = await newCompany(api, 'Acme');
}, 120_000);
afterAll(() => api.close());
beforeEach(async () => {
  erp = await openOutsideSystem();
  const options = { allowedWebhookHosts: [erp.host], delivery: { retryDelaysMs: [1] } };
  [worker, twin] = await Promise.all([openTestWorker(api.database, options), openTestWorker(api.database, options)]);
});
afterEach(async () => {
  await Promise.all([worker.close(), twin.close(), erp.close()]);
});

const byPages: Partial<RecordSetSettings> = { paging: { kind: 'next_pointer', pointer: '/next' } };
const limits = { ...plainConnection.limits, replyBytesMax: 1_000_000 };

async function vendors(settings: Partial<RecordSetSettings> = {}, connection: Partial<ConnectionSettings> & { readonly secret?: string } = {}): Promise<RecordSetView> {
  const { id } = await connect(company, `http://${written}/v2`, { limits, ...connection });
  await api.database.look('update app.connections set base_url = $1 where id = $2', [`http://${erp.host}/v2`, id]);
  return addRecordSet(company, settings, id);
}

async function begun(set: RecordSetView): Promise<ReadingJob> {
  const { id } = await beginReading(company, set.id);
  return jobOf(id);
}
async function jobOf(readingId: string): Promise<ReadingJob> {
  const [row] = await api.database.look<{ tenantId: string }>('select tenant_id as "tenantId" from app.record_readings where id = $1', [readingId]);
  return { tenantId: row?.tenantId ?? '', readingId };
}
const readingOf = ({ readingId }: ReadingJob) => company.admin.call(getReading, { params: { readingId } });
const versionsOf = (set: RecordSetView) => api.database.look<{ id: string; version: string }>('select outside_id as id, version from app.record_versions where record_set_id = $1 order by id', [set.id]);
const jobsOf = ({ readingId }: ReadingJob) => api.database.look("select 1 from pgboss.job where name = 'record-readings' and data->>'readingId' = $1", [readingId]);
const many = (count: number, version = 1) => Array.from({ length: count }, (_, index) => vendor(`v${String(index).padStart(3, '0')}`, version));

describe('a reading', () => {
  it('takes what is named of each record over all pages, and leaves what somebody asked for and what came of it in the audit (row:D5 row:E1)', async () => {
    const set = await vendors(byPages, { auth: { kind: 'api_key', header: 'X-Api-Key' }, secret: 'sk_live_0123456789' });
    erp.answer = pagesOf(many(5), 2);
    const job = await begun(set);
    expect(await worker.runReading(job)).toBe('done');
    expect(await readingOf(job)).toMatchObject({ state: 'done', pages: 3, progress: { seen: 5, added: 5, changed: 0, unchanged: 0, unreadable: 0 }, notSeen: 0, problem: null });
    expect(erp.calls.map(({ method, path, headers }) => [method, path, headers['x-api-key'], headers['idempotency-key']])).toEqual(['/v2/vendors', '/v2/vendors?after=2', '/v2/vendors?after=4'].map((path) => ['GET', path, 'sk_live_0123456789', undefined]));
    const kept = await keptOf(api.database, set.id);
    expect(kept[0]).toEqual({ id: 'v000', version: '1', state: 'current', title: 'Vendor v000', fields: { IBAN: 'DE00 v000', 'Credit limit': 1000 }, problem: null });
    expect(JSON.stringify(kept)).not.toContain('not ours to keep');
    const audit = await api.database.look<{ action: string }>("select action from app.audit_entries where subject_id = $1 and action like 'record_reading.%' order by id", [set.id]);
    expect(audit.map(({ action }) => action)).toEqual(['record_reading.started', 'record_reading.finished']);
  });

  it('reads every page and record as it is said, though a short secret is a part of it, and keeps the secret itself nowhere (row:D5 row:D1)', async () => {
    const short = await vendors(byPages, { auth: { kind: 'api_key', header: 'X-Api-Key' }, secret: '0000v000' });
    const items = many(3).map((item) => ({ ...item, iban: `DE0000${item.id}` }));
    erp.answer = pagesOf(items, 1);
    expect(await worker.runReading(await begun(short))).toBe('done');
    expect((await keptOf(api.database, short.id)).map(({ id, fields }) => [id, fields.IBAN])).toEqual(items.map(({ id, iban }) => [id, iban]));
    const secret = 'sk_live_0123456789';
    const long = await vendors(byPages, { auth: { kind: 'api_key', header: 'X-Api-Key' }, secret });
    erp.answer = () => ({ body: { items: [vendor('a', 1, { iban: secret })], next: `/v2/vendors?key=${secret}` } });
    const job = await begun(long);
    expect(await worker.runReading(job)).toBe('failed');
    expect(await readingOf(job)).toMatchObject({ state: 'failed', problem: expect.stringMatching(/next page holds the secret/) });
    erp.answer = pagesOf([vendor('a', 1, { iban: secret })], 9);
    await worker.runReading(await begun(long));
    expect((await keptOf(api.database, long.id))[0]?.fields.IBAN).toBe('•••');
  });

  it('takes what is newer by its version and nothing that is older or the same, and notes which states a record was in (row:D5)', async () => {
    const set = await vendors();
    erp.answer = pagesOf([vendor('a', 5), vendor('b', 5), vendor('c', 5)], 9);
    await worker.runReading(await begun(set));
    erp.answer = pagesOf([vendor('a', 6, { iban: 'new' }), vendor('b', 4, { iban: 'older' }), vendor('c', 5)], 9);
    const job = await begun(set);
    await worker.runReading(job);
    expect(await readingOf(job)).toMatchObject({ progress: { seen: 3, added: 0, changed: 1, unchanged: 2 } });
    expect((await keptOf(api.database, set.id)).map(({ id, version, fields }) => [id, version, fields.IBAN])).toEqual([['a', '6', 'new'], ['b', '5', 'DE00 b'], ['c', '5', 'DE00 c']]);
    expect((await versionsOf(set)).map(({ id, version }) => `${id}${version}`).toSorted()).toEqual(['a5', 'a6', 'b5', 'c5']);
  });

  it('is safe to run twice, and by two workers at once: each page is taken once (row:D5)', async () => {
    const set = await vendors(byPages);
    erp.answer = pagesOf(many(40), 5);
    const job = await begun(set);
    expect((await Promise.all([worker.runReading(job), twin.runReading(job)])).toSorted()).toEqual(['done', 'nothing_to_do']);
    expect(await readingOf(job)).toMatchObject({ state: 'done', pages: 8, progress: { seen: 40, added: 40 } });
    expect(await versionsOf(set)).toHaveLength(40);
    expect(await worker.runReading(job)).toBe('nothing_to_do');
    const again = await begun(set);
    await worker.runReading(again);
    expect(await readingOf(again)).toMatchObject({ progress: { seen: 40, added: 0, changed: 0, unchanged: 40 } });
    expect(await versionsOf(set)).toHaveLength(40);
  });

  it('goes on with the page that was not taken, where its worker was killed in the middle (row:D5 row:A1)', async () => {
    const set = await vendors(byPages);
    const pages = pagesOf(many(30), 10);
    const job = await begun(set);
    const reading = JSON.stringify({ url: api.database.urlFor('cs_worker'), secrets: api.database.secrets, filesFolder: api.database.filesFolder, allowedWebhookHosts: [erp.host], job });
    const child = fork(resolve('packages/testing/bin/read-records.mjs'), { env: { ...process.env, READING: reading }, execArgv: [], stdio: 'ignore' });
    const gone = once(child, 'exit');
    erp.answer = async (call) => {
      if (call.query.get('after') !== '20') return pages(call);
      child.kill('SIGKILL');
      await gone;
      return { status: 500 };
    };
    expect((await gone)[1]).toBe('SIGKILL');
    expect(await readingOf(job)).toMatchObject({ state: 'running', pages: 2, progress: { seen: 20, added: 20 } });
    erp.answer = pages;
    const before = erp.calls.length;
    expect(await worker.runReading(job)).toBe('done');
    expect(erp.calls.slice(before).map(({ path }) => path)).toEqual(['/v2/vendors?after=20']);
    expect(await readingOf(job)).toMatchObject({ state: 'done', pages: 3, progress: { seen: 30, added: 30 } });
    expect(await versionsOf(set)).toHaveLength(30);
  }, 60_000);

  it('says how many of those that are kept it did not see, and takes none of them for gone (row:D5)', async () => {
    const set = await vendors();
    erp.answer = pagesOf([vendor('a', 1), vendor('b', 1)], 9);
    await worker.runReading(await begun(set));
    erp.answer = pagesOf([vendor('a', 1)], 9);
    const job = await begun(set);
    await worker.runReading(job);
    expect(await readingOf(job)).toMatchObject({ state: 'done', notSeen: 1 });
    expect((await keptOf(api.database, set.id)).map(({ state }) => state)).toEqual(['current', 'current']);
  });

  it('quarantines what is not of the agreed shape, counts what cannot be kept and says why, and goes on (row:D5 row:D3)', async () => {
    const set = await vendors();
    erp.answer = pagesOf([vendor('a', 1, { iban: 7 }), { name: 'Nobody' }, vendor('c', 1)], 9);
    const job = await begun(set);
    expect(await worker.runReading(job)).toBe('done');
    expect(await readingOf(job)).toMatchObject({ progress: { seen: 3, added: 2, unreadable: 1 }, problem: expect.stringMatching(/no id/) });
    expect((await keptOf(api.database, set.id)).map(({ state }) => state)).toEqual(['quarantined', 'current']);
    const held = await vendors({}, { replySchema: { type: 'object', required: ['asOf'] } });
    await worker.runReading(await begun(held));
    expect((await keptOf(api.database, held.id)).map(({ state }) => state)).toEqual(['quarantined', 'quarantined']);
  });

  it('keeps every digit of a number (row:D5)', async () => {
    const set = await vendors();
    erp.answer = () => ({ body: '{"items":[{"id":9007199254740993,"version":12345678901234567891,"name":"Long"},{"id":9007199254740992,"version":1,"name":"Other"}]}' });
    await worker.runReading(await begun(set));
    expect((await keptOf(api.database, set.id)).map(({ id, version }) => [id, version])).toEqual([['9007199254740992', '1'], ['9007199254740993', '12345678901234567891']]);
  });
});

describe('a reading that is not answered', () => {
  it('is tried again, later each time, and fails after as many attempts as the connection allows, with its reason (row:D5 row:C3)', async () => {
    const set = await vendors(byPages);
    erp.answer = () => ({ status: 500 });
    const job = await begun(set);
    expect([await worker.runReading(job), await worker.runReading(job), await worker.runReading(job)]).toEqual(['later', 'later', 'failed']);
    expect(await jobsOf(job)).toHaveLength(3);
    expect(await readingOf(job)).toMatchObject({ state: 'failed', pages: 0, problem: expect.stringMatching(/answered 500/) });
    expect(await worker.runReading(job)).toBe('nothing_to_do');
  });

  it('goes on after an answer that failed once, without losing what was taken (row:D5)', async () => {
    const set = await vendors(byPages);
    const pages = pagesOf(many(4), 2);
    let failures = 1;
    erp.answer = (call) => (call.query.get('after') === '2' && failures-- > 0 ? { status: 502 } : pages(call));
    const job = await begun(set);
    expect([await worker.runReading(job), await worker.runReading(job)]).toEqual(['later', 'done']);
    expect(await readingOf(job)).toMatchObject({ pages: 2, progress: { seen: 4 } });
  });

  it.each<[string, Partial<RecordSetSettings>, object, RegExp]>([
    ['no JSON', {}, { body: '<html>' }, /no JSON/],
    ['no list', {}, { body: { items: {} } }, /no list of records at \/items/],
    ['refused', {}, { status: 403 }, /answered 403/],
    ['redirected', {}, { status: 302, headers: { location: 'https://evil.example.com' } }, /answered 302/],
    ['larger than is read', {}, { body: { items: [], padding: 'x'.repeat(1_000_000) } }, /larger than is read/],
    ['followed by a page of somebody else', byPages, { body: { items: [], next: 'https://evil.example.com/vendors' } }, /leads out/],
    ['its own next page', byPages, { body: { items: [], next: '?' } }, /its own next page/],
  ])('fails at once where a page is %s (row:D5)', async (_what, settings, answer, problem) => {
    const set = await vendors(settings);
    erp.answer = () => answer;
    const job = await begun(set);
    expect(await worker.runReading(job)).toBe('failed');
    expect((await readingOf(job)).problem).toMatch(problem);
  });

  it.each([
    [2, 0],
    [3, 4],
    [5, 1],
  ])('fails where its pages go round, %i of them after %i others, as soon as it has come round a few times (row:D5)', async (round, before) => {
    const set = await vendors(byPages);
    erp.answer = ({ query }) => {
      const page = Number(query.get('after') ?? 0);
      return { body: { items: [vendor(`p${page}`, 1)], next: `?after=${page + 1 < before + round ? page + 1 : before}` } };
    };
    const calls = erp.calls.length;
    const job = await begun(set);
    expect(await worker.runReading(job)).toBe('failed');
    expect(await readingOf(job)).toMatchObject({ state: 'failed', problem: expect.stringMatching(/go round in a circle/) });
    expect(erp.calls.length - calls).toBeLessThanOrEqual(2 * Math.max(before + 1, round) + round + 1);
    expect(await keptOf(api.database, set.id)).toHaveLength(before + round);
  });

  it('waits as long as the other system asks, calls it no faster than its connection allows, and not while that is paused (row:D5 row:C3)', async () => {
    const set = await vendors(byPages, { limits: { ...limits, perSecond: 4 } });
    erp.answer = pagesOf(many(12), 2);
    const began = performance.now();
    expect(await worker.runReading(await begun(set))).toBe('done');
    expect(performance.now() - began).toBeGreaterThan(500);
    erp.answer = () => ({ status: 429, headers: { 'retry-after': '60' } });
    const job = await begun(set);
    const before = erp.calls.length;
    expect([await worker.runReading(job), await worker.runReading(job)]).toEqual(['later', 'later']);
    expect(erp.calls.length - before).toBe(1);
    const paused = await vendors();
    await api.database.look('update app.connections set paused_at = now() where id = $1', [paused.connectionId]);
    expect(await worker.runReading(await begun(paused))).toBe('later');
    expect(erp.calls.length - before).toBe(1);
  });
});

describe('a reading that is ended from outside', () => {
  it('takes nothing more once somebody has stopped it, not even the page that is on its way (row:D5)', async () => {
    const set = await vendors(byPages);
    const pages = pagesOf(many(4), 2);
    const job = await begun(set);
    erp.answer = async (call) => {
      if (call.query.get('after') === '2') await company.admin.call(stopReading, { params: { readingId: job.readingId } });
      return pages(call);
    };
    expect(await worker.runReading(job)).toBe('nothing_to_do');
    expect(await readingOf(job)).toMatchObject({ state: 'stopped', pages: 1 });
    expect(await keptOf(api.database, set.id)).toHaveLength(2);
  });

  it('fails where its set is another by now, and says so (row:D5)', async () => {
    const set = await vendors(byPages);
    erp.answer = pagesOf(many(4), 2);
    const job = await begun(set);
    await company.admin.call(updateRecordSet, { params: { recordSetId: set.id }, body: { ...plainRecordSet, name: set.name, revision: 1 } });
    expect(await worker.runReading(job)).toBe('failed');
    expect((await readingOf(job)).problem).toMatch(/changed meanwhile/);
    expect(erp.calls).toHaveLength(0);
  });

  it('is nothing to another tenant (row:F1)', async () => {
    const other = await newCompany(api, 'Other');
    const [row] = await api.database.look<{ tenantId: string }>('select tenant_id as "tenantId" from app.webhook_endpoints where id = $1', [other.endpointId]);
    const set = await vendors();
    erp.answer = pagesOf(many(1), 9);
    const { readingId } = await begun(set);
    expect(await worker.runReading({ tenantId: row?.tenantId ?? '', readingId })).toBe('nothing_to_do');
    expect([erp.calls.length, await keptOf(api.database, set.id)]).toEqual([0, []]);
  });
});

describe('readings in their turn', () => {
  it('begin when it has come, one at a time, however many workers look; not before, and not again (row:D5)', async () => {
    const set = await vendors({ everyMinutes: 60 });
    expect(await worker.startDueReadings()).toBe(0);
    await api.database.look("update app.record_sets set next_reading_at = now() - interval '1 second' where id = $1", [set.id]);
    const counts = await Promise.all([worker.startDueReadings(), twin.startDueReadings()]);
    expect(counts.toSorted()).toEqual([0, 1]);
    expect(await worker.startDueReadings()).toBe(0);
    const rows = await api.database.look<{ id: string; startedBy: string | null }>('select id, started_by as "startedBy" from app.record_readings where record_set_id = $1', [set.id]);
    expect(rows).toMatchObject([{ startedBy: null }]);
    await api.database.look("update app.record_sets set next_reading_at = now() - interval '1 second' where id = $1", [set.id]);
    expect(await worker.startDueReadings()).toBe(0);
    erp.answer = pagesOf(many(1), 9);
    expect(await worker.runReading(await jobOf(rows[0]?.id ?? ''))).toBe('done');
  });
});
