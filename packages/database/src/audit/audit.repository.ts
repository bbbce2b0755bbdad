import { pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

export interface AuditRow {
  readonly id: string;
  readonly canonical: string;
  readonly leaf: string;
  /** The acting member's name today, or null where no member acted. */
  readonly actorName: string | null;
}

const list = {
  name: 'audit.list',
  text: `select a.id, convert_from(a.canonical, 'UTF8') as canonical, encode(a.leaf, 'hex') as leaf, m.name as "actorName"
           from app.audit_entries a
           left join app.members m on m.tenant_id = $1 and m.id = app.read_canonical(a.canonical, '{actor,memberId}')::uuid
          where a.tenant_id = $1 and ($2::uuid is null or a.id < $2) and ($3::text is null or a.subject_id = $3) and ($4::text is null or a.action = $4)
          order by a.id desc limit $5`,
};

/** Reads the audit; it is written at the end of each change, see `Tx.conclude`. */
export class AuditRepository {
  constructor(private readonly sql: Sql) {}

  async list(filter: { subjectId: string | null; action: string | null }, { limit, after }: PageRequest): Promise<PageOf<AuditRow>> {
    const from = after === null ? null : readCursor(after, uuidCursor);
    return pageOf(await this.sql.rows<AuditRow>(list, [from, filter.subjectId, filter.action, limit + 1]), limit, (row) => row.id);
  }
}
