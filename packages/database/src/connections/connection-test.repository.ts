import type { Sql } from '../platform/sql.js';

/** How far a test came, and what was sent and said; secrets are masked by then. */
export interface TestOutcome {
  readonly stage: 'credential' | 'refused' | 'not_reached' | 'unanswered' | 'answered';
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly status: number | null;
  readonly problem: string | null;
  readonly request: unknown;
  readonly reply: unknown;
  readonly drift: readonly string[] | null;
}

export interface ConnectionTest {
  readonly id: string;
  readonly connectionId: string;
  readonly path: string;
  /** Of a mail server: whom one mail is sent to; null where it is only signed in. */
  readonly to: string | null;
  readonly askedBy: string;
  readonly askedAt: Date;
  /** The audit entry of who asked for it. */
  readonly causeId: string;
}

export interface ConnectionTestRow extends Omit<ConnectionTest, 'causeId' | 'askedBy'> {
  readonly askedBy: { readonly memberId: string; readonly name: string };
  readonly ended: (Omit<TestOutcome, 'startedAt' | 'request' | 'reply'> & { readonly startedAt: string; readonly request: Record<string, unknown> | null; readonly reply: Record<string, unknown> | null }) | null;
}

const insert = {
  name: 'connection_tests.insert',
  text: 'insert into app.connection_tests (tenant_id, id, connection_id, path, to_address, asked_by, asked_at, cause_id) values ($1, $2, $3, $4, $5, $6, $7, $8)',
};
const isUnderWay = {
  name: 'connection_tests.is_under_way',
  text: "select 1 from app.connection_tests t where t.tenant_id = $1 and t.connection_id = $2 and t.stage is null and t.asked_at > now() - $3 * interval '1 second' limit 1",
};
const find = {
  name: 'connection_tests.find_wanted',
  text: `select t.id, t.connection_id as "connectionId", t.path, t.to_address as "to", t.asked_by as "askedBy", t.asked_at as "askedAt", t.cause_id as "causeId" from app.connection_tests t
          where t.tenant_id = $1 and t.id = $2 and t.stage is null`,
};
const settle = {
  name: 'connection_tests.settle',
  text: `update app.connection_tests set stage = $3, started_at = $4, duration_ms = $5, status = $6, problem = $7, request = $8, reply = $9, drift = $10
          where tenant_id = $1 and id = $2 and stage is null returning id`,
};
const listLatest = {
  name: 'connection_tests.list_latest',
  text: `select t.id, t.connection_id as "connectionId", t.path, t.to_address as "to", jsonb_build_object('memberId', m.id, 'name', m.name) as "askedBy", t.asked_at as "askedAt",
         case when t.stage is not null then jsonb_build_object('stage', t.stage, 'startedAt', t.started_at, 'durationMs', t.duration_ms, 'status', t.status, 'problem', t.problem, 'request', t.request, 'reply', t.reply, 'drift', t.drift) end as ended
    from app.connection_tests t join app.members m on m.tenant_id = $1 and m.id = t.asked_by where t.tenant_id = $1 and t.connection_id = $2 order by t.id desc limit $3`,
};
const forget = {
  name: 'connection_tests.forget',
  text: `with gone as (delete from app.connection_tests where tenant_id = $1 and asked_at < now() - $2 * interval '1 second' returning 1) select count(*)::int as forgotten from gone`,
};

/** Calls that were made to see whether a connection works. */
export class ConnectionTestRepository {
  constructor(private readonly sql: Sql) {}

  async insert({ id, connectionId, path, to, askedBy, askedAt, causeId }: ConnectionTest): Promise<void> {
    await this.sql.rows(insert, [id, connectionId, path, to, askedBy, askedAt, causeId]);
  }

  /** Whether one is on its way that was asked for not longer ago. */
  async isUnderWay(connectionId: string, forSeconds: number): Promise<boolean> {
    return (await this.sql.rows(isUnderWay, [connectionId, forSeconds])).length > 0;
  }

  /** One that has not been made yet. */
  async findWanted(id: string): Promise<ConnectionTest | null> {
    return (await this.sql.rows<ConnectionTest>(find, [id]))[0] ?? null;
  }

  /** False where another worker was quicker. */
  async settle(id: string, { stage, startedAt, durationMs, status, problem, request, reply, drift }: TestOutcome): Promise<boolean> {
    const values = [stage, startedAt, durationMs, status, problem, ...[request, reply, drift].map((value) => (value === null ? null : JSON.stringify(value)))];
    return (await this.sql.rows(settle, [id, ...values])).length > 0;
  }

  /** The last that were asked for, the last first. */
  async listLatest(connectionId: string, limit: number): Promise<ConnectionTestRow[]> {
    return this.sql.rows<ConnectionTestRow>(listLatest, [connectionId, limit]);
  }

  /** Says how many were forgotten. */
  async forgetOlderThan(ageSeconds: number): Promise<number> {
    return (await this.sql.rows<{ forgotten: number }>(forget, [ageSeconds]))[0]?.forgotten ?? 0;
  }
}
