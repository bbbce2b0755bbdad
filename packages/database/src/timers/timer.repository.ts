import type { Sql } from '../platform/sql.js';

export type TimerKind = 'reminder' | 'due' | 'overdue' | 'wait';

export interface NewTimer {
  readonly id: string;
  /** Null for a wait. */
  readonly taskId: string | null;
  readonly stepId: string;
  readonly kind: TimerKind;
  /** RFC 3339. */
  readonly at: string;
}

export interface Timer extends Omit<NewTimer, 'at'> {
  readonly requestId: string;
  readonly at: Date;
}

/** A timer held until the transaction ends: its time has come by the database's clock, or not yet. */
export interface HeldTimer extends Timer {
  readonly state: 'waiting' | 'fired' | 'moot';
  /** The database's. */
  readonly now: Date;
  /** How long it still has to wait; 0 or less once its time has come. */
  readonly waitMs: number;
}

const insert = {
  name: 'timers.insert',
  text: `insert into app.timers (tenant_id, id, request_id, task_id, step_id, kind, at)
         select $1, t.id, $2, t."taskId", t."stepId", t.kind, t.at from jsonb_to_recordset($3::jsonb) as t (id uuid, "taskId" uuid, "stepId" text, kind text, at timestamptz)`,
};
const find = { name: 'timers.find', text: `select t.id, t.request_id as "requestId", t.task_id as "taskId", t.step_id as "stepId", t.kind, t.at from app.timers t where t.tenant_id = $1 and t.id = $2 and t.state = 'waiting'` };
const hold = {
  name: 'timers.hold',
  text: `select t.id, t.request_id as "requestId", t.task_id as "taskId", t.step_id as "stepId", t.kind, t.at, t.state, clock_timestamp() as now,
                (extract(epoch from t.at - clock_timestamp()) * 1000)::float8 as "waitMs"
           from app.timers t where t.tenant_id = $1 and t.id = $2 for update`,
};
const end = { name: 'timers.end', text: 'update app.timers set state = $3, ended_at = $4 where tenant_id = $1 and id = $2' };
const missed = {
  name: 'timers.missed',
  text: `select t.id from app.timers t where t.tenant_id = $1 and t.state = 'waiting' and t.at <= clock_timestamp() - $2::int * interval '1 second' order by t.at limit $3`,
};

export class TimerRepository {
  constructor(private readonly sql: Sql) {}

  /** Puts off writing what is to happen to a request. */
  insert(requestId: string, timers: readonly NewTimer[]): void {
    if (timers.length > 0) this.sql.defer(insert, [requestId, JSON.stringify(timers)]);
  }

  /** One that still waits, without holding it. */
  async find(id: string): Promise<Timer | null> {
    return (await this.sql.rows<Timer>(find, [id]))[0] ?? null;
  }

  /** Whoever fires it holds the request first, as everybody does who changes one. */
  async hold(id: string): Promise<HeldTimer | null> {
    return (await this.sql.rows<HeldTimer>(hold, [id]))[0] ?? null;
  }

  async end(id: string, state: 'fired' | 'moot', at: Date): Promise<void> {
    await this.sql.rows(end, [id, state, at]);
  }

  /** Those whose time came so many seconds ago at least, and still wait; the oldest first. */
  async listMissed(forSeconds: number, limit: number): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>(missed, [forSeconds, limit])).map(({ id }) => id);
  }
}
