import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getReading, getRecordRepairs, listFindings, startReconciliation, type FindingKind, type RecordRepairView, type RecordSetSettings, type RecordSetView } from '@countersign/contracts/record-sets';
import { addRecordSet, beginReading, connect, keptOf, newCompany, openOutsideSystem, openTestApi, openTestWorker, pagesOf, repairFindings, vendor, type Company, type OutsideSystem, type SaidVendor, type TestApi, type TestWorker } from '@countersign/testing';

const written = '127.0.0.1:9';
let api: TestApi;
let company: Company;
let erp: OutsideSystem;
let worker: TestWorker;
let twin: TestWorker;
let tenantId: string;
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [written] });
  company = await newCompany(api, 'Acme');
  tenantId = (await api.database.look<{ id: string }>("select tenant_id as id from app.tenants where name = 'Acme'"))[0]?.id ?? '';
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

/** A set of which these are kept. */
async function kept(records: readonly SaidVendor[], settings: Partial<RecordSetSettings> = {}): Promise<RecordSetView> {
  const { id } = await connect(company, `http://${written}/v2`);
  await api.database.look('update app.connections set base_url = $1 where id = $2', [`http://${erp.host}/v2`, id]);
  const set = await addRecordSet(company, { paging: { kind: 'next_pointer', pointer: '/next' }, ...settings }, id);
  erp.answer = pagesOf(records, 2);
  const { id: readingId } = await beginReading(company, set.id);
  expect(await worker.runReading({ tenantId, readingId })).toBe('done');
  return set;
}

/** Compared with what the other system lists now. */
async function compared(set: RecordSetView, records: readonly SaidVendor[]): Promise<string> {
  erp.answer = pagesOf(records, 2);
  const { id: readingId } = await company.admin.call(startReconciliation, { params: { recordSetId: set.id } });
  expect(await worker.runReading({ tenantId, readingId })).toBe('done');
  return readingId;
}
const foundIn = async (readingId: string, kind?: FindingKind) => (await company.admin.call(listFindings, { params: { readingId }, query: { limit: '100', ...(kind && { kind }) } })).items;
const carryOut = (repair: RecordRepairView) => worker.runRecordRepairs({ tenantId, repairId: repair.id });
const progressOf = async ({ id }: RecordRepairView) => (await company.admin.call(getRecordRepairs, { params: { repairId: id } })).progress;

describe('a comparison', () => {
  it('finds what is missing on either side, what is doubled and in what something differs, and takes nothing (row:D5)', async () => {
    const set = await kept([vendor('a', 1), vendor('b', 1), vendor('c', 1)]);
    const before = await keptOf(api.database, set.id);
    const readingId = await compared(set, [vendor('b', 2, { iban: 'other', limits: { credit: 5 } }), vendor('c', 1), vendor('d', 1), vendor('e', 1, { taxNumber: 'DEc' })]);
    expect((await foundIn(readingId)).map(({ kind, outsideId }) => `${kind} ${outsideId}`).toSorted()).toEqual(['different b', 'doubled c', 'missing_here d', 'missing_here e', 'missing_there a']);
    const [different] = await foundIn(readingId, 'different');
    expect(different?.differences).toEqual([{ name: 'Version', kept: '1', said: '2' }, { name: 'Credit limit', kept: '1000', said: '5' }, { name: 'IBAN', kept: 'DE00 b', said: 'other' }]);
    expect((await foundIn(readingId, 'doubled'))[0]?.twins?.map(({ outsideId }) => outsideId)).toEqual(['c', 'e']);
    expect(await keptOf(api.database, set.id)).toEqual(before);
    expect(await company.admin.call(getReading, { params: { readingId } })).toMatchObject({ purpose: 'compare', pages: 2, progress: { seen: 4, added: 2, changed: 1, unchanged: 1 }, notSeen: 1 });
    expect(await api.database.look('select 1 from app.said_records where reading_id = $1', [readingId])).toEqual([]);
  });

  it('finds nothing where both sides say the same, also where a system says no versions (row:D5)', async () => {
    const set = await kept([vendor('a', 1), vendor('b', 1)]);
    expect(await foundIn(await compared(set, [vendor('b', 1), vendor('a', 1)]))).toEqual([]);
    const unversioned = await kept([vendor('a', 1)], { version: { kind: 'time', pointer: null } });
    expect(await foundIn(await compared(unversioned, [vendor('a', 2)]))).toEqual([]);
  });

  it('finds each once, by two workers at once and where the list says a record twice (row:D5)', async () => {
    const set = await kept([vendor('a', 1)]);
    erp.answer = pagesOf([vendor('b', 1), vendor('c', 1), vendor('b', 1), vendor('d', 1), vendor('d', 1)], 2);
    const { id: readingId } = await company.admin.call(startReconciliation, { params: { recordSetId: set.id } });
    await Promise.all([worker.runReading({ tenantId, readingId }), twin.runReading({ tenantId, readingId })]);
    expect((await foundIn(readingId)).map(({ kind, outsideId }) => `${kind} ${outsideId}`).toSorted()).toEqual(['missing_here b', 'missing_here c', 'missing_here d', 'missing_there a']);
  });
});

describe('a repair', () => {
  it('brings both sides together: theirs is taken, what they have no more is gone, and a second comparison finds nothing (row:D5 row:E1)', async () => {
    const set = await kept([vendor('a', 1), vendor('b', 5)]);
    const theirs = [vendor('b', 3, { iban: 'older there' }), vendor('c', 1)];
    const readingId = await compared(set, theirs);
    for (const [kind, how] of [['missing_there', 'mark_gone'], ['missing_here', 'take_theirs'], ['different', 'take_theirs']] as const) {
      const repair = await repairFindings(company, readingId, { kind, how });
      expect([await carryOut(repair), await carryOut(repair)]).toEqual(['done', 'nothing_to_do']);
      expect(await progressOf(repair)).toEqual({ waiting: 0, repaired: 1, changed: 0, ignored: 0 });
    }
    expect((await keptOf(api.database, set.id)).map(({ id, version, state, fields }) => [id, version, state, fields.IBAN])).toEqual([['a', '1', 'gone', 'DE00 a'], ['b', '3', 'current', 'older there'], ['c', '1', 'current', 'DE00 c']]);
    expect(await foundIn(await compared(set, theirs))).toEqual([]);
    const audit = await api.database.look<{ action: string }>("select action from app.audit_entries where subject_id = $1 and action like 'record_repairs.%' order by id", [set.id]);
    expect(audit.map(({ action }) => action)).toEqual(['started', 'finished', 'started', 'finished', 'started', 'finished'].map((what) => `record_repairs.${what}`));
  });

  it('leaves alone what is otherwise by then, and says so (row:D5)', async () => {
    const set = await kept([vendor('a', 1), vendor('b', 1)]);
    const readingId = await compared(set, [vendor('a', 2, { iban: 'two' })]);
    const [theirs, gone] = [await repairFindings(company, readingId, { kind: 'different', how: 'take_theirs' }), await repairFindings(company, readingId, { kind: 'missing_there', how: 'mark_gone' })];
    erp.answer = pagesOf([vendor('a', 3, { iban: 'three' }), vendor('b', 2, { iban: 'back' })], 2);
    const { id } = await beginReading(company, set.id);
    await worker.runReading({ tenantId, readingId: id });
    await carryOut(theirs);
    await carryOut(gone);
    expect([await progressOf(theirs), await progressOf(gone)]).toEqual([{ waiting: 0, repaired: 0, changed: 1, ignored: 0 }, { waiting: 0, repaired: 0, changed: 1, ignored: 0 }]);
    expect((await keptOf(api.database, set.id)).map(({ state, fields }) => [state, fields.IBAN])).toEqual([['current', 'three'], ['current', 'back']]);
  });

  it('leaves alone what was said again of a later version meanwhile, although it says the same: what was found is older by then (row:D5)', async () => {
    const set = await kept([vendor('a', 1), vendor('b', 1)]);
    const readingId = await compared(set, [vendor('a', 2, { iban: 'two' })]);
    const [theirs, gone] = [await repairFindings(company, readingId, { kind: 'different', how: 'take_theirs' }), await repairFindings(company, readingId, { kind: 'missing_there', how: 'mark_gone' })];
    erp.answer = pagesOf([vendor('a', 3), vendor('b', 2)], 2);
    await worker.runReading({ tenantId, readingId: (await beginReading(company, set.id)).id });
    await carryOut(theirs);
    await carryOut(gone);
    expect([await progressOf(theirs), await progressOf(gone)]).toEqual([{ waiting: 0, repaired: 0, changed: 1, ignored: 0 }, { waiting: 0, repaired: 0, changed: 1, ignored: 0 }]);
    expect((await keptOf(api.database, set.id)).map(({ version, state, fields }) => [version, state, fields.IBAN])).toEqual([['3', 'current', 'DE00 a'], ['2', 'current', 'DE00 b']]);
  });

  it('leaves alone a finding of a release that did not note versions (row:D5)', async () => {
    const set = await kept([vendor('a', 1)]);
    const readingId = await compared(set, [vendor('a', 2, { iban: 'two' })]);
    await api.database.look('update app.record_findings set kept_version = null, kept_rank = null where reading_id = $1', [readingId]);
    const repair = await repairFindings(company, readingId, { kind: 'different', how: 'take_theirs' });
    await carryOut(repair);
    expect([await progressOf(repair), (await keptOf(api.database, set.id))[0]?.version]).toEqual([{ waiting: 0, repaired: 0, changed: 1, ignored: 0 }, '1']);
  });

  it('says which of two twins counts: then they are found doubled no more (row:D5)', async () => {
    const theirs = [vendor('a', 1), vendor('b', 1, { taxNumber: 'DEa' })];
    const set = await kept(theirs);
    const readingId = await compared(set, theirs);
    const [finding] = await foundIn(readingId);
    await carryOut(await repairFindings(company, readingId, { kind: 'doubled', how: 'declare_twin', findingId: finding?.id ?? '', countsId: 'b' }));
    expect(await api.database.look('select outside_id as id, twin_of as "twinOf" from app.kept_records where record_set_id = $1 order by 1', [set.id])).toEqual([{ id: 'a', twinOf: 'b' }, { id: 'b', twinOf: null }]);
    expect(await foundIn(await compared(set, theirs))).toEqual([]);
  });

  it('is carried out once on each of many, although its job is delivered to two workers at once; and what is left as it is changes nothing (row:D5)', async () => {
    const set = await kept([vendor('a', 1)]);
    const many = Array.from({ length: 60 }, (_, index) => vendor(`n${index}`, 1));
    const readingId = await compared(set, many);
    const repair = await repairFindings(company, readingId, { kind: 'missing_here', how: 'take_theirs' });
    const job = { tenantId, repairId: repair.id };
    await Promise.all([worker.runRecordRepairs(job), twin.runRecordRepairs(job)]);
    expect(await progressOf(repair)).toMatchObject({ repaired: 60, changed: 0 });
    expect(await api.database.look("select 1 from app.record_versions where record_set_id = $1 and via = 'repair'", [set.id])).toHaveLength(60);
    const ignored = await repairFindings(company, readingId, { kind: 'missing_there', how: 'ignore', reason: 'Known' });
    await carryOut(ignored);
    expect([await progressOf(ignored), (await keptOf(api.database, set.id))[0]?.state]).toEqual([{ waiting: 0, repaired: 0, changed: 0, ignored: 1 }, 'current']);
  });

  it('is nothing to another tenant (row:F1)', async () => {
    const set = await kept([vendor('a', 1)]);
    const repair = await repairFindings(company, await compared(set, []), { kind: 'missing_there', how: 'mark_gone' });
    const other = await newCompany(api, 'Other');
    const [row] = await api.database.look<{ tenantId: string }>('select tenant_id as "tenantId" from app.webhook_endpoints where id = $1', [other.endpointId]);
    expect(await worker.runRecordRepairs({ tenantId: row?.tenantId ?? '', repairId: repair.id })).toBe('nothing_to_do');
    expect(await keptOf(api.database, set.id)).toMatchObject([{ state: 'current' }]);
  });
});
