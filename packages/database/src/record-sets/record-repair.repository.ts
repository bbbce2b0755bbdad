import type { FindingKind, FindingRepair } from '@countersign/contracts/record-sets';
import type { Sql } from '../platform/sql.js';

/** A decision about findings, and how far it has come. */
export interface RecordRepair {
  readonly id: string;
  readonly readingId: string;
  readonly recordSetId: string;
  readonly kind: FindingKind;
  readonly how: FindingRepair;
  /** Of `declare_twin`: which of them counts. */
  readonly countsId: string | null;
  readonly reason: string;
  readonly state: 'running' | 'stopped' | 'done';
  readonly startedBy: string;
  readonly startedByName: string;
  readonly startedAt: Date;
  readonly startEntryId: string;
  readonly endedAt: Date | null;
  readonly progress: Readonly<Partial<Record<'waiting' | 'repaired' | 'changed' | 'ignored', number>>>;
}

export type NewRecordRepair = Pick<RecordRepair, 'id' | 'readingId' | 'kind' | 'how' | 'countsId' | 'reason' | 'startedBy' | 'startedAt' | 'startEntryId'>;

const REPAIR = `
  select r.id, r.reading_id as "readingId", g.record_set_id as "recordSetId", r.kind, r.how, r.counts_id as "countsId", r.reason, r.state, r.started_by as "startedBy", m.name as "startedByName", r.started_at as "startedAt", r.start_entry_id as "startEntryId", r.ended_at as "endedAt",
         coalesce((select jsonb_object_agg(n.state, n.count) from (select f.state, count(*) as count from app.record_findings f where f.tenant_id = $1 and f.repair_id = r.id group by f.state) n), '{}') as progress
    from app.record_repairs r join app.record_readings g on g.tenant_id = $1 and g.id = r.reading_id join app.members m on m.tenant_id = $1 and m.id = r.started_by where r.tenant_id = $1`;
const find = { name: 'record_repairs.find', text: `${REPAIR} and r.id = $2` };
const findLast = { name: 'record_repairs.find_last', text: `${REPAIR} and r.reading_id = $2 order by r.id desc limit 1` };
const lock = { name: 'record_repairs.lock', text: 'select r.id from app.record_repairs r where r.tenant_id = $1 and r.id = $2 for update' };
const insert = {
  name: 'record_repairs.insert',
  text: `insert into app.record_repairs (tenant_id, id, reading_id, kind, how, counts_id, reason, state, started_by, started_at, start_entry_id) values ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $9, $10)`,
};
const end = { name: 'record_repairs.end', text: `update app.record_repairs set state = $3, ended_at = $4 where tenant_id = $1 and id = $2 and state = 'running'` };

/** Decisions about what comparisons found. */
export class RecordRepairRepository {
  constructor(private readonly sql: Sql) {}

  async insert(r: NewRecordRepair): Promise<void> {
    await this.sql.rows(insert, [r.id, r.readingId, r.kind, r.how, r.countsId, r.reason, r.startedBy, r.startedAt, r.startEntryId]);
  }

  async find(id: string): Promise<RecordRepair | null> {
    return (await this.sql.rows<RecordRepair>(find, [id]))[0] ?? null;
  }

  async findLast(readingId: string): Promise<RecordRepair | null> {
    return (await this.sql.rows<RecordRepair>(findLast, [readingId]))[0] ?? null;
  }

  async lock(id: string): Promise<RecordRepair | null> {
    const [, row] = await Promise.all([this.sql.rows(lock, [id]), this.find(id)]);
    return row;
  }

  async end(id: string, state: 'stopped' | 'done', at: Date): Promise<void> {
    await this.sql.rows(end, [id, state, at]);
  }
}
