import { createRecordSet, startReading, type ReadingView, type RecordSetSettings, type RecordSetView } from '@countersign/contracts/record-sets';
import type { Company } from './company.js';
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
export async function addRecordSet(company: Company, change: Partial<RecordSetSettings> & { readonly name?: string } = {}, connectionId?: string): Promise<RecordSetView> {
  const through = connectionId ?? (await connect(company, 'https://erp.example.com')).id;
  return company.admin.call(createRecordSet, { body: recordSetBody(through, change) });
}

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
