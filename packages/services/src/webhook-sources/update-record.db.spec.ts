import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordSetSettings, RecordSetView } from '@countersign/contracts/record-sets';
import { listInboundMessages, receiveInboundMessage, updateWebhookSource } from '@countersign/contracts/webhook-sources';
import { addRecordSet, addSource, hmacVerification, keptOf, messageJobsOf, newCompany, openTestApi, openTestWorker, sendRaw, signHmac, sourceBody, vendor, type Company, type MadeSource, type TestApi, type TestWorker } from '@countersign/testing';
import { randomUUID } from 'node:crypto';

let api: TestApi;
let company: Company;
let worker: TestWorker;
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
  worker = await openTestWorker(api.database, { delivery: { retryDelaysMs: [0] } });
}, 120_000);
afterAll(async () => {
  await worker.close();
  await api.close();
});

interface Feed {
  readonly set: RecordSetView;
  readonly source: MadeSource;
}

async function feed(settings: Partial<RecordSetSettings> = {}, act: object = {}): Promise<Feed> {
  const set = await addRecordSet(company, settings);
  const of = (type: string, gone: boolean) => ({ type, recordSetId: set.id, recordPointer: '/data', gone, idPointer: null, versionPointer: null, ...act });
  const source = await addSource(company, { verification: hmacVerification, records: [of('vendor.changed', false), of('vendor.deleted', true)] });
  return { set, source };
}

interface Said {
  readonly type: string;
  readonly data: object;
}
const changed = (id: string, version: number | string, change: object = {}): Said => ({ type: 'vendor.changed', data: vendor(id, version, change) });
const deleted = (id: string, version: number): Said => ({ type: 'vendor.deleted', data: { id, version } });

/** Kept as it comes; its job is carried out later, or again. */
async function sent({ source }: Feed, body: object): Promise<string> {
  const answer = await sendRaw(api.baseUrl, receiveInboundMessage, { params: { sourceId: source.id }, body, headers: signHmac(source.secret, JSON.stringify(body), randomUUID()) });
  expect(answer.status).toBe(202);
  return String(answer.json.id);
}
async function carryOut({ source }: Feed, messageId: string) {
  const job = (await messageJobsOf(api.database, source.id)).find((each) => each.messageId === messageId);
  if (!job) throw new Error('a message has a job');
  return (await worker.carryOutMessage(job)).result;
}
const told = async (to: Feed, body: object) => carryOut(to, await sent(to, body));
const noteOf = async ({ source }: Feed) => (await company.admin.call(listInboundMessages, { params: { sourceId: source.id }, query: { limit: '1' } })).items[0]?.problem;

function permutations<T>(all: readonly T[]): T[][] {
  return all.length < 2 ? [[...all]] : all.flatMap((first, index) => permutations(all.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

describe('messages about a record', () => {
  it('come to the same in every order, also where two say something else of one version and one says that it is gone (row:D5)', async () => {
    const to = await feed();
    const said = (id: string) => [changed(id, 1), changed(id, 2, { iban: 'second' }), deleted(id, 2), changed(id, 3, { iban: 'third' })];
    // Which of two comes last is told by what they say, and so nothing else may differ.
    const same = { name: 'Vendor', taxNumber: 'DE1' };
    const later = (id: string) => [changed(id, 1, same), changed(id, 2, { ...same, iban: 'a' }), changed(id, 2, { ...same, iban: 'b' })];
    const kept = async (make: typeof said, name: string) => {
      const ends = new Set<string>();
      for (const [index, order] of permutations(make('x').map((_, at) => at)).entries()) {
        const id = `${name}${index}`;
        const messages = make(id);
        for (const at of order) await told(to, messages[at] ?? {});
        const [row] = (await keptOf(api.database, to.set.id)).filter((record) => record.id === id);
        ends.add(JSON.stringify({ ...row, id: '', title: '' }).replaceAll(id, ''));
      }
      return [...ends];
    };
    expect(await kept(said, 'p')).toEqual([expect.stringContaining('third')]);
    expect(await kept(later, 'q')).toHaveLength(1);
  }, 120_000);

  it('mark a record as gone, by a version of its own; what comes late says nothing any more, and is noted (row:D5)', async () => {
    const to = await feed();
    expect([await told(to, changed('a', 1)), await told(to, deleted('a', 3)), await told(to, changed('a', 2))]).toEqual(['done', 'done', 'ignored']);
    expect(await keptOf(api.database, to.set.id)).toMatchObject([{ id: 'a', version: '3', state: 'gone' }]);
    expect(await noteOf(to)).toMatch(/newer, or says the same/);
    expect(await told(to, changed('a', 4))).toBe('done');
    expect(await keptOf(api.database, to.set.id)).toMatchObject([{ version: '4', state: 'current' }]);
  });

  it('that say the same of a later version bring the version, and the audit says that they did (row:D5)', async () => {
    const to = await feed();
    expect([await told(to, changed('a', 1)), await told(to, changed('a', 3))]).toEqual(['done', 'done']);
    expect(await noteOf(to)).toBeNull();
    const audit = await api.database.look("select convert_from(canonical, 'UTF8')::jsonb->'after'->>'version' as version, convert_from(canonical, 'UTF8')::jsonb->'after'->>'saysTheSame' as same from app.audit_entries where subject_id = $1 and action = 'kept_record.updated' order by id", [to.set.id]);
    expect(audit).toEqual([{ version: '1', same: null }, { version: '3', same: 'true' }]);
    expect(await keptOf(api.database, to.set.id)).toMatchObject([{ id: 'a', version: '3', fields: { IBAN: 'DE00 a' } }]);
    expect(await api.database.look('select 1 from app.record_versions where record_set_id = $1', [to.set.id])).toHaveLength(1);
    expect([await told(to, changed('a', 3)), await noteOf(to)]).toEqual(['ignored', expect.stringMatching(/Nothing was done/)]);
  });

  it('are carried out once, however many jobs there are for one, and two at once about one record leave the newer (row:D5)', async () => {
    const to = await feed();
    const ids = await Promise.all([1, 2, 3, 4, 5].map((version) => sent(to, changed('a', version, { iban: String(version) }))));
    await Promise.all([...ids, ...ids].map((id) => carryOut(to, id)));
    expect(await keptOf(api.database, to.set.id)).toMatchObject([{ version: '5', fields: { IBAN: '5' } }]);
    const versions = await api.database.look('select 1 from app.record_versions where record_set_id = $1', [to.set.id]);
    expect(versions.length).toBeLessThanOrEqual(5);
  });

  it('may say id and version beside the record, as billing systems do: there the time counts in seconds (row:D5)', async () => {
    const to = await feed({ version: { kind: 'time', pointer: null } }, { recordPointer: '/data/object', idPointer: '/data/object/id', versionPointer: '/created' });
    const event = (created: number, name: string) => ({ type: 'vendor.changed', created, data: { object: { id: 'cus_1', name } } });
    expect([await told(to, event(1_700_000_100, 'New')), await told(to, event(1_700_000_000, 'Old'))]).toEqual(['done', 'ignored']);
    expect(await keptOf(api.database, to.set.id)).toMatchObject([{ id: 'cus_1', version: '1700000100', title: 'New' }]);
  });

  it('that say no id or no version do nothing, and it is said why; one of the wrong shape is quarantined (row:D5 row:D3)', async () => {
    const to = await feed();
    expect(await told(to, { type: 'vendor.changed', data: { name: 'Nobody', version: 1 } })).toBe('ignored');
    expect(await noteOf(to)).toMatch(/no id/);
    expect(await told(to, { type: 'vendor.changed' })).toBe('ignored');
    expect(await keptOf(api.database, to.set.id)).toEqual([]);
    expect(await told(to, changed('a', 1, { iban: 5 }))).toBe('done');
    expect(await keptOf(api.database, to.set.id)).toMatchObject([{ state: 'quarantined', problem: expect.stringMatching(/IBAN/) }]);
  });

  it('go on doing so where the source is changed by a program that knows nothing of them (row:D5)', async () => {
    const to = await feed();
    const body = { ...(await sourceBody(company)), verification: hmacVerification, paused: false, revision: 1 };
    const changedSource = await company.admin.call(updateWebhookSource, { params: { sourceId: to.source.id }, body });
    expect(changedSource.records).toHaveLength(2);
    expect(await told(to, changed('a', 1))).toBe('done');
  });

  it('leave in the audit what they changed, with the message as its cause (row:D5 row:E1)', async () => {
    const to = await feed();
    const id = await sent(to, changed('a', 1));
    await carryOut(to, id);
    const [entry] = await api.database.look<{ message: string; outsideId: string }>("select convert_from(canonical, 'UTF8')::jsonb#>>'{after,inboundMessageId}' as message, convert_from(canonical, 'UTF8')::jsonb#>>'{after,outsideId}' as \"outsideId\" from app.audit_entries where action = 'kept_record.updated' and subject_id = $1", [to.set.id]);
    expect(entry).toEqual({ message: id, outsideId: 'a' });
  });

  it('change nothing of another company, whose set a source cannot name (row:F1)', async () => {
    const other = await newCompany(api, 'Other');
    const foreign = await addRecordSet(other);
    const rule = { type: 'vendor.changed', recordSetId: foreign.id, recordPointer: '/data', gone: false, idPointer: null, versionPointer: null };
    await expect(addSource(company, { verification: hmacVerification, records: [rule] })).rejects.toMatchObject({ code: 'invalid_input', details: { errors: [{ pointer: '/body/records/0/recordSetId' }] } });
    const { id: recordSetId } = await addRecordSet(company);
    const twice = [{ ...rule, recordSetId }, { ...rule, recordSetId }, { ...rule, type: 'order.placed', recordSetId }];
    await expect(addSource(company, { verification: hmacVerification, records: twice })).rejects.toMatchObject({ code: 'invalid_input', details: { errors: [{ pointer: '/body/records/1/type' }, { pointer: '/body/records/2/type' }] } });
  });
});
