import type { Sql } from '../platform/sql.js';
import type { KeptSecret } from '../webhooks/webhook-secret.repository.js';

export interface AuditStreamRow {
  readonly id: string;
  readonly endpointId: string;
  readonly endpointName: string;
  readonly endpointState: string;
  readonly url: string;
  readonly state: string;
  /** Indexes of the first entry, and of the one that is sent next; and how many the log has. */
  readonly fromIndex: number;
  readonly nextIndex: number;
  readonly size: number;
  readonly batch: { readonly size: number; readonly at: Date; readonly checkpoint: string | null } | null;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly heldUntil: Date | null;
  readonly problem: string | null;
  readonly arrivedAt: Date | null;
  readonly startedBy: string;
  readonly startedByName: string;
  readonly startedAt: Date;
  readonly startEntryId: string;
  readonly endedAt: Date | null;
}

/** An entry in its place; `canonical` is null where it is gone from the database although the log has it. */
export interface StreamedEntry {
  readonly index: number;
  readonly leaf: string;
  readonly canonical: string | null;
}

export interface NewAuditStream {
  readonly id: string;
  readonly endpointId: string;
  readonly fromIndex: number;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly startEntryId: string;
}

type KeptStream = Omit<AuditStreamRow, 'batch'> & { readonly batchSize: number | null; readonly batchAt: Date | null; readonly batchCheckpoint: string | null };

const STREAM = `
  select s.id, s.endpoint_id as "endpointId", w.name as "endpointName", w.state as "endpointState", w.url, s.state, s.from_index::float8 as "fromIndex", s.next_index::float8 as "nextIndex",
         coalesce((select l.size from app.audit_logs l where l.tenant_id = $1), 0)::float8 as size, s.batch_size as "batchSize", s.batch_at as "batchAt", s.batch_checkpoint as "batchCheckpoint",
         s.attempts, s.next_attempt_at as "nextAttemptAt", s.held_until as "heldUntil", s.problem, s.arrived_at as "arrivedAt", s.started_by as "startedBy", m.name as "startedByName",
         s.started_at as "startedAt", s.start_entry_id as "startEntryId", s.ended_at as "endedAt"
    from app.audit_streams s
    join app.webhook_endpoints w on w.tenant_id = $1 and w.id = s.endpoint_id
    join app.members m on m.tenant_id = $1 and m.id = s.started_by
   where s.tenant_id = $1`;
const find = { name: 'audit_streams.find', text: `${STREAM} and s.id = $2` };
const findLast = { name: 'audit_streams.find_last', text: `${STREAM} and s.endpoint_id = $2 order by s.id desc limit 1` };
const lock = { name: 'audit_streams.lock', text: 'select s.id from app.audit_streams s where s.tenant_id = $1 and s.id = $2 for update' };
const sizeOfLog = { name: 'audit_streams.size_of_log', text: 'select l.size::float8 as size from app.audit_logs l where l.tenant_id = $1' };
const insert = {
  name: 'audit_streams.insert',
  text: `insert into app.audit_streams (tenant_id, id, endpoint_id, state, from_index, next_index, awake, started_by, started_at, start_entry_id) values ($1, $2, $3, 'running', $4, $4, true, $5, $6, $7)`,
};
const end = { name: 'audit_streams.end', text: `update app.audit_streams set state = 'stopped', ended_at = $3 where tenant_id = $1 and id = $2 and state = 'running'` };
const listNext = {
  name: 'audit_streams.list_next',
  text: `select t.index::float8 as index, t.leaf, t.canonical
           from (select l.seq as index, encode(l.leaf, 'hex') as leaf, convert_from(a.canonical, 'UTF8') as canonical, sum(coalesce(length(a.canonical), 0)) over (order by l.seq) as bytes
                   from app.audit_leaves l left join app.audit_entries a on a.tenant_id = $1 and a.id = l.entry_id
                  where l.tenant_id = $1 and l.seq >= $2 and l.seq < $2 + $3::bigint) t
          where t.bytes <= $4 or t.index = $2 order by t.index`,
};
const begin = {
  name: 'audit_streams.begin_batch',
  text: `update app.audit_streams set batch_size = $3, batch_at = $4, batch_checkpoint = (select c.note from app.audit_checkpoints c where c.tenant_id = $1 order by c.number desc limit 1) where tenant_id = $1 and id = $2
         returning batch_checkpoint as checkpoint`,
};
const hold = { name: 'audit_streams.hold', text: 'update app.audit_streams set attempts = attempts + 1, held_until = $3 where tenant_id = $1 and id = $2' };
// Those that are valid now; or, of an endpoint that the release before this one made while it was being replaced, the one in its own row.
const secrets = {
  name: 'audit_streams.secrets',
  text: `select s.id, encode(s.sealed_secret, 'base64') as sealed from app.webhook_secrets s where s.tenant_id = $1 and s.endpoint_id = $2 and (s.valid_until is null or s.valid_until > now())
         union all
         select w.id, encode(w.sealed_secret, 'base64') from app.webhook_endpoints w where w.tenant_id = $1 and w.id = $2 and w.sealed_secret is not null and not exists (select 1 from app.webhook_secrets o where o.tenant_id = $1 and o.endpoint_id = $2)
         order by id desc`,
};
const arrive = {
  name: 'audit_streams.arrive',
  text: `update app.audit_streams set next_index = next_index + batch_size, batch_size = null, batch_at = null, batch_checkpoint = null, attempts = 0, next_attempt_at = null, held_until = null, status = $4, problem = null, arrived_at = $5
          where tenant_id = $1 and id = $2 and next_index = $3 and batch_size is not null returning id`,
};
const fail = {
  name: 'audit_streams.fail',
  text: `update app.audit_streams set next_attempt_at = $5, held_until = null, status = $4, problem = $6 where tenant_id = $1 and id = $2 and next_index = $3 and batch_size is not null and attempts = $7 returning id`,
};
const sleep = { name: 'audit_streams.sleep', text: 'update app.audit_streams set awake = false, held_until = null where tenant_id = $1 and id = $2' };
// Always written, also where it is awake: whoever is about to let it sleep waits for this, and then sees the entries.
const wake = {
  name: 'audit_streams.wake',
  text: `with before as (select s.id, s.awake from app.audit_streams s where s.tenant_id = $1 and s.state = 'running' and ($2::uuid is null or s.endpoint_id = $2) order by s.id for update)
         update app.audit_streams s set awake = true from before b where s.tenant_id = $1 and s.id = b.id returning s.id, b.awake as "wasAwake"`,
};

/** Where each stream of the audit has come to. */
export class AuditStreamRepository {
  constructor(private readonly sql: Sql) {}

  async find(id: string): Promise<AuditStreamRow | null> {
    return streamOf((await this.sql.rows<KeptStream>(find, [id]))[0]);
  }

  /** The stream of an endpoint that runs, or the last that ran. */
  async findLast(endpointId: string): Promise<AuditStreamRow | null> {
    return streamOf((await this.sql.rows<KeptStream>(findLast, [endpointId]))[0]);
  }

  async lock(id: string): Promise<AuditStreamRow | null> {
    const [, row] = await Promise.all([this.sql.rows(lock, [id]), this.find(id)]);
    return row;
  }

  /** How many entries the company's log has. */
  async sizeOfLog(): Promise<number> {
    return (await this.sql.rows<{ size: number }>(sizeOfLog, []))[0]?.size ?? 0;
  }

  insert({ id, endpointId, fromIndex, startedBy, startedAt, startEntryId }: NewAuditStream): void {
    this.sql.defer(insert, [id, endpointId, fromIndex, startedBy, startedAt, startEntryId]);
  }

  end(id: string, at: Date): void {
    this.sql.defer(end, [id, at]);
  }

  /** From an index on, at most so many and, together, so many bytes; the first whatever its length. */
  listNext(from: number, countMax: number, bytesMax: number): Promise<StreamedEntry[]> {
    return this.sql.rows<StreamedEntry>(listNext, [from, countMax, bytesMax]);
  }

  /** Says what is sent next, with the newest checkpoint, once and for all attempts. */
  async begin(id: string, size: number, at: Date): Promise<string | null> {
    return (await this.sql.rows<{ checkpoint: string | null }>(begin, [id, size, at]))[0]?.checkpoint ?? null;
  }

  hold(id: string, until: Date): void {
    this.sql.defer(hold, [id, until]);
  }

  /** What webhooks to an endpoint are signed with now, sealed, the newest first. */
  listSecrets(endpointId: string): Promise<KeptSecret[]> {
    return this.sql.rows<KeptSecret>(secrets, [endpointId]);
  }

  /** False where somebody else has gone on from there. */
  async arrive(id: string, from: number, status: number | null, at: Date): Promise<boolean> {
    return (await this.sql.rows(arrive, [id, from, status, at])).length > 0;
  }

  async fail(id: string, from: number, failed: { readonly attempt: number; readonly status: number | null; readonly problem: string | null; readonly nextAttemptAt: Date }): Promise<boolean> {
    return (await this.sql.rows(fail, [id, from, failed.status, failed.nextAttemptAt, failed.problem, failed.attempt])).length > 0;
  }

  /** Puts off leaving it without a job. */
  sleep(id: string): void {
    this.sql.defer(sleep, [id]);
  }

  /** Those that run, of one endpoint or all, which had no job and need one now. */
  async wake(endpointId: string | null): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string; wasAwake: boolean }>(wake, [endpointId]);
    return rows.filter(({ wasAwake }) => !wasAwake).map(({ id }) => id);
  }
}

function streamOf(row: KeptStream | undefined): AuditStreamRow | null {
  if (!row) return null;
  const { batchSize, batchAt, batchCheckpoint, ...stream } = row;
  return { ...stream, batch: batchSize === null || batchAt === null ? null : { size: batchSize, at: batchAt, checkpoint: batchCheckpoint } };
}
