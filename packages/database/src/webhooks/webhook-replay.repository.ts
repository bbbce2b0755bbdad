import type { Sql } from '../platform/sql.js';
import type { KeptSecret } from './webhook-secret.repository.js';

/** Which deliveries of an endpoint: those wanted from an instant on, or all, up to another; all that are over, or only the failed. */
export interface ReplayScope {
  readonly endpointId: string;
  readonly since: Date | null;
  readonly until: Date;
  readonly onlyFailed: boolean;
}

export interface ReplayRow extends ReplayScope {
  readonly id: string;
  readonly kind: string;
  readonly endpointName: string;
  readonly endpointState: string;
  readonly state: string;
  readonly startedBy: string;
  readonly startedByName: string;
  readonly startedAt: Date;
  readonly startEntryId: string;
  readonly endedAt: Date | null;
  readonly progress: Readonly<Partial<Record<'waiting' | 'arrived' | 'failed' | 'retrying' | 'skipped', number>>>;
}

/** A delivery whose turn it is, with its effect held. */
export interface TurnRow {
  readonly position: number;
  readonly deliveryId: string;
  readonly endpointId: string;
  readonly effectId: string;
  readonly effectState: string;
  readonly requestId: string;
  readonly requestNumber: number;
  readonly payload: string;
  readonly wantedAt: Date;
  readonly url: string;
  readonly sealedSecrets: readonly KeptSecret[];
}

export interface DeliveryToResend {
  readonly endpointId: string;
  readonly endpointName: string;
  readonly endpointState: string;
  readonly effectState: string;
  readonly requestNumber: number;
}

export interface ResentAttempt {
  readonly deliveryId: string;
  readonly number: number;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly status: number | null;
  readonly problem: string | null;
}

// What is under way, was set aside or was done by hand is not sent again.
const IN_SCOPE = `d.endpoint_id = $2 and ($3::timestamptz is null or d.created_at >= $3) and d.created_at <= $4
            and (e.state = 'failed' or (e.state = 'succeeded' and not $5::boolean))`;
const count = {
  name: 'webhook_replays.count',
  text: `select count(*)::int as total, (count(*) filter (where e.state = 'succeeded'))::int as arrived
           from app.webhook_deliveries d join app.effects e on e.tenant_id = $1 and e.id = d.effect_id where d.tenant_id = $1 and ${IN_SCOPE}`,
};
const insert = {
  name: 'webhook_replays.insert',
  text: `insert into app.webhook_replays (tenant_id, id, endpoint_id, kind, only_failed, since, until, state, started_by, started_at, start_entry_id) values ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $9, $10)`,
};
const insertAll = {
  name: 'webhook_replays.insert_all',
  text: `insert into app.replayed_deliveries (tenant_id, replay_id, position, delivery_id, outcome)
         select $1, $6, row_number() over (order by d.created_at, d.id), d.id, 'waiting'
           from app.webhook_deliveries d join app.effects e on e.tenant_id = $1 and e.id = d.effect_id where d.tenant_id = $1 and ${IN_SCOPE}
         on conflict (tenant_id, replay_id, position) do nothing`,
};
const insertOne = { name: 'webhook_replays.insert_one', text: `insert into app.replayed_deliveries (tenant_id, replay_id, position, delivery_id, outcome) values ($1, $2, 1, $3, 'waiting')` };
const REPLAY = `
  select r.id, r.endpoint_id as "endpointId", r.kind, r.only_failed as "onlyFailed", r.since, r.until, r.state, r.started_by as "startedBy", m.name as "startedByName", r.started_at as "startedAt",
         r.start_entry_id as "startEntryId", r.ended_at as "endedAt", w.name as "endpointName", w.state as "endpointState",
         coalesce((select jsonb_object_agg(c.outcome, c.count) from (select i.outcome, count(*) as count from app.replayed_deliveries i where i.tenant_id = $1 and i.replay_id = r.id group by i.outcome) c), '{}') as progress
    from app.webhook_replays r
    join app.members m on m.tenant_id = $1 and m.id = r.started_by
    join app.webhook_endpoints w on w.tenant_id = $1 and w.id = r.endpoint_id
   where r.tenant_id = $1`;
const find = { name: 'webhook_replays.find', text: `${REPLAY} and r.id = $2` };
const findLast = { name: 'webhook_replays.find_last', text: `${REPLAY} and r.endpoint_id = $2 and r.kind = 'since' order by r.id desc limit 1` };
const lock = { name: 'webhook_replays.lock', text: 'select r.id from app.webhook_replays r where r.tenant_id = $1 and r.id = $2 for update' };
const end = { name: 'webhook_replays.end', text: `update app.webhook_replays set state = $3, ended_at = $4 where tenant_id = $1 and id = $2 and state = 'running'` };
const nextTurn = {
  name: 'webhook_replays.next_turn',
  text: `select i.position, d.id as "deliveryId", d.endpoint_id as "endpointId", e.id as "effectId", e.state as "effectState", e.request_id as "requestId", q.number::int as "requestNumber", e.payload, e.wanted_at as "wantedAt", w.url,
         coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'sealed', encode(s.sealed_secret, 'base64')) order by s.created_at desc, s.id desc) from app.webhook_secrets s where s.tenant_id = $1 and s.endpoint_id = w.id and (s.valid_until is null or s.valid_until > now())),
           jsonb_build_array(jsonb_build_object('id', w.id, 'sealed', encode(w.sealed_secret, 'base64')))) as "sealedSecrets"
    from app.replayed_deliveries i
    join app.webhook_deliveries d on d.tenant_id = $1 and d.id = i.delivery_id
    join app.effects e on e.tenant_id = $1 and e.id = d.effect_id
    join app.requests q on q.tenant_id = $1 and q.id = e.request_id
    join app.webhook_endpoints w on w.tenant_id = $1 and w.id = d.endpoint_id
   where i.tenant_id = $1 and i.replay_id = $2 and i.outcome = 'waiting' order by i.position limit 1 for update of e`,
};
const countAttempt = { name: 'webhook_replays.count_attempt', text: `update app.effects set attempts = attempts + 1 where tenant_id = $1 and id = $2 and state = 'succeeded' returning attempts as number` };
const insertAttempt = {
  name: 'webhook_replays.insert_attempt',
  text: 'insert into app.delivery_attempts (tenant_id, delivery_id, number, started_at, duration_ms, status, problem) values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant_id, delivery_id, number) do nothing',
};
const setOutcome = {
  name: 'webhook_replays.set_outcome',
  text: `update app.replayed_deliveries set outcome = $4, outcome_at = $5 where tenant_id = $1 and replay_id = $2 and position = $3 and outcome = 'waiting'`,
};
const findDelivery = {
  name: 'webhook_replays.find_delivery',
  text: `select d.endpoint_id as "endpointId", w.name as "endpointName", w.state as "endpointState", e.state as "effectState", q.number::int as "requestNumber"
           from app.webhook_deliveries d
           join app.webhook_endpoints w on w.tenant_id = $1 and w.id = d.endpoint_id
           join app.effects e on e.tenant_id = $1 and e.id = d.effect_id
           join app.requests q on q.tenant_id = $1 and q.id = d.request_id
          where d.tenant_id = $1 and d.id = $2 for update of e`,
};

export type NewReplay = ReplayScope & { readonly id: string; readonly startedBy: string; readonly startedAt: Date; readonly startEntryId: string };

/** What is sent again, in the order in which it was first wanted. */
export class WebhookReplayRepository {
  constructor(private readonly sql: Sql) {}

  /** How many deliveries a replay would send, and how many of them have arrived already. */
  async count({ endpointId, since, until, onlyFailed }: ReplayScope): Promise<{ total: number; arrived: number }> {
    const row = (await this.sql.rows<{ total: number; arrived: number }>(count, [endpointId, since, until, onlyFailed]))[0];
    if (!row) throw new Error('a count has a row');
    return row;
  }

  /** Puts off starting a replay of all that is in scope. */
  insertSince({ id, endpointId, since, until, onlyFailed, startedBy, startedAt, startEntryId }: NewReplay): void {
    this.sql.defer(insert, [id, endpointId, 'since', onlyFailed, since, until, startedBy, startedAt, startEntryId]);
    this.sql.defer(insertAll, [endpointId, since, until, onlyFailed, id]);
  }

  /** The same of one delivery. */
  insertOne({ id, endpointId, since, until, onlyFailed, startedBy, startedAt, startEntryId }: NewReplay, deliveryId: string): void {
    this.sql.defer(insert, [id, endpointId, 'delivery', onlyFailed, since, until, startedBy, startedAt, startEntryId]);
    this.sql.defer(insertOne, [id, deliveryId]);
  }

  async find(id: string): Promise<ReplayRow | null> {
    return (await this.sql.rows<ReplayRow>(find, [id]))[0] ?? null;
  }

  /** The last that somebody began for an endpoint, apart from single deliveries. */
  async findLast(endpointId: string): Promise<ReplayRow | null> {
    return (await this.sql.rows<ReplayRow>(findLast, [endpointId]))[0] ?? null;
  }

  async lock(id: string): Promise<ReplayRow | null> {
    const [, row] = await Promise.all([this.sql.rows(lock, [id]), this.find(id)]);
    return row;
  }

  end(id: string, state: 'stopped' | 'done', at: Date): void {
    this.sql.defer(end, [id, state, at]);
  }

  /** The first that still waits, with its effect held; null where none does. */
  async lockNext(id: string): Promise<TurnRow | null> {
    return (await this.sql.rows<TurnRow>(nextTurn, [id]))[0] ?? null;
  }

  /** The number of a further attempt at what has arrived already. */
  async countAttempt(effectId: string): Promise<number> {
    const row = (await this.sql.rows<{ number: number }>(countAttempt, [effectId]))[0];
    if (!row) throw new Error('an effect that was held has changed');
    return row.number;
  }

  insertAttempt({ deliveryId, number, startedAt, durationMs, status, problem }: ResentAttempt): void {
    this.sql.defer(insertAttempt, [deliveryId, number, startedAt, durationMs, status, problem]);
  }

  setOutcome(id: string, position: number, outcome: 'arrived' | 'failed' | 'retrying' | 'skipped', at: Date): void {
    this.sql.defer(setOutcome, [id, position, outcome, at]);
  }

  async lockDelivery(id: string): Promise<DeliveryToResend | null> {
    return (await this.sql.rows<DeliveryToResend>(findDelivery, [id]))[0] ?? null;
  }
}
