import type { InputOf } from '@countersign/contracts/platform';
import { createRecordSet, previewRecordRepairs, startReading, startRecordRepairs, type ReadingView, type RecordRepairView, type RecordSetSettings, type RecordSetView } from '@countersign/contracts/record-sets';
import { purchaseForm, type Company } from './company.js';
import { connect } from './connections.js';
import type { TestDatabase } from './test-database.js';

/** Vendors, as most systems list them: everything in one page, a number as version. */
export const plainRecordSet: RecordSetSettings = {
  path: '/vendors',
  paging: { kind: 'none' },
  itemsPointer: '/items',
  idPointer: '/id',
  version: { kind: 'number', pointer: '/version' },
  titlePointer: '/name',
  naturalKeyPointer: '/taxNumber',
  fields: [{ name: 'IBAN', pointer: '/iban', type: 'text' }, { name: 'Credit limit', pointer: '/limits/credit', type: 'number' }],
  everyMinutes: null,
};

let count = 0;
export const recordSetBody = (connectionId: string, change: Partial<RecordSetSettings> & { readonly name?: string } = {}) => ({ name: `Vendors ${(count += 1)}`, connectionId, ...plainRecordSet, ...change });

/** Makes one, by the company's admin. */
export async function addRecordSet(company: Pick<Company, 'admin'>, change: Partial<RecordSetSettings> & { readonly name?: string } = {}, connectionId?: string): Promise<RecordSetView> {
  const through = connectionId ?? (await connect(company, 'https://erp.example.com')).id;
  return company.admin.call(createRecordSet, { body: recordSetBody(through, change) });
}

/** The form of purchase orders, with a field for a vendor of a set. */
export const formWithVendor = (recordSetId: string, more: { readonly required?: readonly string[] } = {}) => ({
  ...purchaseForm,
  required: [...purchaseForm.required, ...(more.required ?? [])],
  properties: { ...purchaseForm.properties, vendor: { type: 'string', title: 'Vendor', format: 'record', recordSet: recordSetId } },
});

/** Begins a reading, by the company's admin; no worker runs here. */
export const beginReading = (company: Company, recordSetId: string): Promise<ReadingView> => company.admin.call(startReading, { params: { recordSetId } });

export interface SaidVendor {
  readonly id: string | number;
  readonly version?: unknown;
  readonly name?: unknown;
  readonly [field: string]: unknown;
}

/** A vendor as the other system says it. */
export const vendor = (id: string, version: number | string, change: object = {}): SaidVendor => ({ id, version, name: `Vendor ${id}`, taxNumber: `DE${id}`, iban: `DE00 ${id}`, limits: { credit: 1000 }, secretNote: 'not ours to keep', ...change });

/** What is kept of a set, by outside id. */
export const keptOf = (database: TestDatabase, recordSetId: string) =>
  database.look<{ id: string; version: string; state: string; title: string | null; fields: Record<string, unknown>; problem: string | null }>('select outside_id as id, version, state, title, fields, problem from app.kept_records where record_set_id = $1 order by outside_id', [recordSetId]);

/** What a worker would leave behind: a reading that is over, and one record with a state. */
export async function leaveReading(database: TestDatabase, recordSetId: string): Promise<string> {
  const [row] = await database.look<{ id: string }>(
    `with reading as (
       insert into app.record_readings (tenant_id, id, record_set_id, set_revision, purpose, state, pages, seen, added, started_at, start_entry_id, ended_at)
       select s.tenant_id, uuidv7(), s.id, 1, 'keep', 'done', 1, 1, 1, now(), gen_random_uuid(), now() from app.record_sets s where s.id = $1 returning tenant_id, id, record_set_id),
     kept as (
       insert into app.kept_records (tenant_id, record_set_id, outside_id, version, version_rank, state, state_rank, digest, title, fields, seen_at, seen_reading_id, changed_at)
       select tenant_id, record_set_id, 'v1', '1', 1, 'current', 0, repeat('0', 64), 'Vendor v1', '{}', now(), id, now() from reading returning tenant_id, record_set_id, outside_id, seen_reading_id)
     insert into app.record_versions (tenant_id, record_set_id, outside_id, id, version, state, title, fields, via, via_id, at)
     select tenant_id, record_set_id, outside_id, uuidv7(), '1', 'current', 'Vendor v1', '{}', 'reading', seen_reading_id, now() from kept returning via_id as id`,
    [recordSetId],
  );
  return row?.id ?? '';
}

/** What a worker would leave behind of a comparison that is over: one finding of each kind, the records that they are of, and a repair of a further one that is over. */
export async function leaveFindings(database: TestDatabase, recordSetId: string): Promise<{ readonly readingId: string; readonly repairId: string; readonly findingId: string }> {
  const said = JSON.stringify({ outsideId: 'new', version: '2', rank: '2', state: 'current', title: 'New', naturalKey: null, fields: {}, problem: null, digest: '2'.repeat(64) });
  const rows = await database.look<{ readingId: string; repairId: string; findingId: string; kind: string }>(
    `with reading as (
       insert into app.record_readings (tenant_id, id, record_set_id, set_revision, purpose, state, pages, seen, started_at, start_entry_id, ended_at)
       select s.tenant_id, uuidv7(), s.id, 1, 'compare', 'done', 1, 4, now(), gen_random_uuid(), now() from app.record_sets s where s.id = $1 returning tenant_id, id, record_set_id),
     kept as (
       insert into app.kept_records (tenant_id, record_set_id, outside_id, version, version_rank, state, state_rank, digest, title, fields, seen_at, changed_at)
       select tenant_id, record_set_id, k, '1', 1, 'current', 0, repeat('1', 64), 'Vendor ' || k, '{}', now(), now() from reading, unnest('{there,same,twin,else}'::text[]) k on conflict do nothing),
     said as (insert into app.said_records (tenant_id, reading_id, outside_id) select tenant_id, id, 'same' from reading),
     repair as (
       insert into app.record_repairs (tenant_id, id, reading_id, kind, how, reason, state, started_by, started_at, start_entry_id, ended_at)
       select r.tenant_id, uuidv7(), r.id, 'missing_there', 'ignore', 'Known', 'done', (select m.id from app.members m where m.tenant_id = r.tenant_id order by m.id limit 1), now(), gen_random_uuid(), now() from reading r returning tenant_id, id)
     insert into app.record_findings (tenant_id, id, reading_id, record_set_id, kind, outside_id, title, kept_digest, said, twins, differences, state, repair_id)
     select r.tenant_id, uuidv7(), r.id, r.record_set_id, f.kind, f.outside_id, f.outside_id, case when f.kind in ('missing_there', 'different') then repeat('1', 64) end,
            case when f.kind in ('missing_here', 'different') then $2::jsonb || jsonb_build_object('outsideId', f.outside_id) end,
            case when f.kind = 'doubled' then '[{"outsideId":"same","title":"Vendor same"},{"outsideId":"twin","title":"Vendor twin"}]'::jsonb end, '[]', f.state, case when f.state <> 'open' then p.id end
       from reading r, repair p, (values ('missing_there', 'there', 'open'), ('missing_here', 'new', 'open'), ('doubled', 'same', 'open'), ('different', 'else', 'open'), ('missing_there', 'other', 'ignored')) f (kind, outside_id, state)
     returning reading_id as "readingId", (select id from repair) as "repairId", id as "findingId", kind`,
    [recordSetId, said],
  );
  return rows.find(({ kind }) => kind === 'different') ?? { readingId: '', repairId: '', findingId: '' };
}

/** A decision about all open findings of a kind, as its preview says, by the company's admin. */
export async function repairFindings(company: Company, readingId: string, decision: Pick<InputOf<typeof startRecordRepairs>['body'], 'kind' | 'how'> & Partial<InputOf<typeof startRecordRepairs>['body']>): Promise<RecordRepairView> {
  const { kind, how, findingId = null, countsId = null, reason = 'As agreed' } = decision;
  const { planDigest } = await company.admin.call(previewRecordRepairs, { params: { readingId }, query: { kind, how, ...(findingId !== null && { findingId }) } });
  return company.admin.call(startRecordRepairs, { params: { readingId }, body: { kind, how, findingId, countsId, reason, planDigest } });
}
