import pg from 'pg';

export interface KeptMessage {
  readonly messageId: string;
  readonly state: string;
  readonly type: string | null;
  readonly attempts: number;
  readonly problem: string | null;
  readonly requestId: string | null;
}

export interface KeptOrder {
  readonly id: string;
  readonly item: string;
  readonly status: string;
}

/** What the database holds of the messages of some companies, read as its administrator. */
export class InboundReader {
  private constructor(private readonly pool: pg.Pool) {}

  static async open(adminUrl: string): Promise<InboundReader> {
    const pool = new pg.Pool({ connectionString: adminUrl, max: 4 });
    // PostgreSQL may be stopped before us.
    pool.on('error', () => undefined);
    await pool.query('select 1');
    return new InboundReader(pool);
  }

  async messages(sourceId: string): Promise<KeptMessage[]> {
    const { rows } = await this.pool.query<KeptMessage>('select message_id as "messageId", state, type, attempts, problem, request_id as "requestId" from app.inbound_messages where source_id = $1 order by id', [sourceId]);
    return rows;
  }

  async orders(sourceId: string): Promise<KeptOrder[]> {
    const { rows } = await this.pool.query<KeptOrder>(
      `select q.id, r.content->>'item' as item, q.status from app.webhook_sources s join app.requests q on q.tenant_id = s.tenant_id
         join app.revisions r on r.tenant_id = q.tenant_id and r.request_id = q.id and r.revision = 1 where s.id = $1`,
      [sourceId],
    );
    return rows;
  }

  /** How many messages of a source have not come to an end. */
  async open(sourceId: string): Promise<number> {
    const { rows: [row] } = await this.pool.query<{ count: number }>("select count(*)::int as count from app.inbound_messages where source_id = $1 and state in ('received', 'kept')", [sourceId]);
    return row?.count ?? 0;
  }

  /** The last request's number in the company of a source; 0 for none. */
  async lastNumber(sourceId: string): Promise<number> {
    const { rows: [row] } = await this.pool.query<{ number: number | null }>('select max(q.number)::int as number from app.webhook_sources s join app.requests q on q.tenant_id = s.tenant_id where s.id = $1', [sourceId]);
    return row?.number ?? 0;
  }

  /** How many audit entries say of a message of this source that it came. */
  async arrivals(sourceId: string): Promise<number> {
    const { rows: [row] } = await this.pool.query<{ count: number }>("select count(*)::int as count from app.audit_entries where action = 'inbound_message.received' and convert_from(canonical, 'UTF8')::jsonb #>> '{after,sourceId}' = $1", [sourceId]);
    return row?.count ?? 0;
  }

  /** A fault that no tenant can make: what the source is kept as cannot be read. Returns how to take it back. */
  async spoil(sourceId: string): Promise<() => Promise<void>> {
    const { rows: [row] } = await this.pool.query<{ settings: object }>('select settings from app.webhook_sources where id = $1', [sourceId]);
    await this.pool.query(`update app.webhook_sources set settings = settings || '{"rules": null}' where id = $1`, [sourceId]);
    return async () => void (await this.pool.query('update app.webhook_sources set settings = $2 where id = $1', [sourceId, JSON.stringify(row?.settings)]));
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
