import type { RecordSetSettings } from '@countersign/contracts/record-sets';
import { nameCursor, pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

export interface RecordSet {
  readonly id: string;
  readonly name: string;
  readonly connectionId: string;
  readonly settings: RecordSetSettings;
  readonly nextReadingAt: Date | null;
  readonly revision: number;
  readonly changedAt: Date;
}

const COLUMNS = `s.id, s.name, s.connection_id as "connectionId", s.settings, s.next_reading_at as "nextReadingAt", s.revision, s.changed_at as "changedAt"`;
const list = { name: 'record_sets.list', text: `select ${COLUMNS} from app.record_sets s where s.tenant_id = $1 and ($2::text is null or s.name > $2) order by s.name limit $3` };
const find = { name: 'record_sets.find', text: `select ${COLUMNS} from app.record_sets s where s.tenant_id = $1 and s.id = $2` };
const lock = { name: 'record_sets.lock', text: `select ${COLUMNS} from app.record_sets s where s.tenant_id = $1 and s.id = $2 for update` };
const nameExists = { name: 'record_sets.name_exists', text: 'select 1 from app.record_sets s where s.tenant_id = $1 and s.name = $2 and s.id <> $3' };
const listNames = { name: 'record_sets.list_names', text: 'select s.id, s.name from app.record_sets s where s.tenant_id = $1 and s.id = any ($2::uuid[]) order by s.name' };
const count = { name: 'record_sets.count', text: 'select count(*)::int as count from app.record_sets s where s.tenant_id = $1' };
const insert = {
  name: 'record_sets.insert',
  text: 'insert into app.record_sets (tenant_id, id, name, connection_id, settings, next_reading_at, revision, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
};
const update = { name: 'record_sets.update', text: 'update app.record_sets set name = $3, settings = $4, next_reading_at = $5, revision = $6, changed_at = $7 where tenant_id = $1 and id = $2' };
const setNextReading = { name: 'record_sets.set_next_reading', text: 'update app.record_sets set next_reading_at = $3 where tenant_id = $1 and id = $2' };
const listDue = { name: 'record_sets.list_due', text: 'select s.id from app.record_sets s where s.tenant_id = $1 and s.next_reading_at <= $2 order by s.next_reading_at limit $3' };

/** What is kept of other systems' records, and how it is read. */
export class RecordSetRepository {
  constructor(private readonly sql: Sql) {}

  async list({ limit, after }: PageRequest): Promise<PageOf<RecordSet>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<RecordSet>(list, [from, limit + 1]), limit, (row) => row.name);
  }

  async count(): Promise<number> {
    return (await this.sql.rows<{ count: number }>(count))[0]?.count ?? 0;
  }

  async find(id: string): Promise<RecordSet | null> {
    return (await this.sql.rows<RecordSet>(find, [id]))[0] ?? null;
  }

  async lock(id: string): Promise<RecordSet | null> {
    return (await this.sql.rows<RecordSet>(lock, [id]))[0] ?? null;
  }

  /** Those of these that there are. */
  async listNames(ids: readonly string[]): Promise<{ readonly id: string; readonly name: string }[]> {
    return ids.length === 0 ? [] : this.sql.rows<{ id: string; name: string }>(listNames, [ids]);
  }

  /** Whether another one than `id` is called so. */
  async nameExists(name: string, id: string): Promise<boolean> {
    return (await this.sql.rows(nameExists, [name, id])).length > 0;
  }

  async insert(s: RecordSet): Promise<void> {
    await this.sql.rows(insert, [s.id, s.name, s.connectionId, JSON.stringify(s.settings), s.nextReadingAt, s.revision, s.changedAt]);
  }

  async update(s: RecordSet): Promise<void> {
    await this.sql.rows(update, [s.id, s.name, JSON.stringify(s.settings), s.nextReadingAt, s.revision, s.changedAt]);
  }

  async setNextReading(id: string, at: Date): Promise<void> {
    await this.sql.rows(setNextReading, [id, at]);
  }

  /** Those whose turn it is, the longest waiting first. */
  async listDue(at: Date, limit: number): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>(listDue, [at, limit])).map(({ id }) => id);
  }
}
