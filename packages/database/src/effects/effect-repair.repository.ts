import type { Sql } from '../platform/sql.js';
import type { EffectFile } from './effect-list.repository.js';

/** Which effects: all of one state, of one connection or of any kind, that were wanted until an instant. */
export interface RepairScope {
  readonly ofState: 'failed' | 'unknown' | 'parked';
  readonly connectionId: string | null;
  readonly until: Date;
}

export interface RepairCount {
  readonly total: number;
  /** Of those, the ones that may have been carried out already. */
  readonly inDoubt: number;
  /** Of those, the ones that are tried again one by one only: a second call could do them twice, or what was signed with, or the address, is another by now. */
  readonly alone: number;
  /** Effects that were carried out for their requests, and would be undone where that is decided. */
  readonly done: number;
}

export interface RepairRow extends RepairScope {
  readonly id: string;
  readonly how: string;
  readonly undoes: boolean;
  readonly reason: string;
  readonly state: string;
  readonly startedBy: string;
  readonly startedByName: string;
  readonly startedAt: Date;
  readonly startEntryId: string;
  readonly endedAt: Date | null;
  readonly progress: Readonly<Partial<Record<'waiting' | 'repaired' | 'changed', number>>>;
}

export type NewRepair = RepairScope & Pick<RepairRow, 'id' | 'how' | 'undoes' | 'reason' | 'startedBy' | 'startedAt' | 'startEntryId'>;

/** An effect as far as a decision about many looks at it. */
export type RepairedEffect = Pick<EffectFile, 'id' | 'requestId' | 'requestNumber' | 'stepName' | 'state' | 'inDoubt'> & { readonly canBeAsked: boolean };

/** The same, of many: whether it is one by now that nobody should try again unseen. */
export type OneOfMany = RepairedEffect & { readonly isAlone: boolean };

const IS_ALONE = `(coalesce((e.in_doubt or e.state = 'unknown') and c.id is not null and not (c.settings#>>'{idempotency,honoured}')::boolean and c.settings->>'lookUpPath' is null, false)
           or e.seen_records is not null or e.binding_digest is distinct from c.binding_digest)`;
const FROM_SCOPE = `app.effects e left join app.connections c on c.tenant_id = $1 and c.id = e.connection_id
          where e.tenant_id = $1 and e.state = $2 and e.kind <> 'person' and ($3::uuid is null or e.connection_id = $3) and e.wanted_at <= $4`;
const count = {
  name: 'effect_repairs.count',
  text: `select count(*)::int as total, (count(*) filter (where e.in_doubt or e.state = 'unknown'))::int as "inDoubt", (count(*) filter (where ${IS_ALONE}))::int as alone,
         coalesce(sum((select count(*) from app.effects d where d.tenant_id = $1 and d.request_id = e.request_id and d.undoes_id is null and d.state in ('succeeded', 'resolved'))) filter (where not e.in_doubt and e.state <> 'unknown'), 0)::int as done from ${FROM_SCOPE}`,
};
const insert = {
  name: 'effect_repairs.insert',
  text: `insert into app.effect_repairs (tenant_id, id, how, reason, of_state, connection_id, until, state, started_by, started_at, start_entry_id, undoes) values ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $9, $10, $11)`,
};
// What nobody should try again unseen is decided about one by one.
const insertAll = {
  name: 'effect_repairs.insert_all',
  text: `insert into app.repaired_effects (tenant_id, repair_id, effect_id, outcome) select $1, $5, e.id, 'waiting' from ${FROM_SCOPE} and not ($6::boolean and ${IS_ALONE}) and not ($7::boolean and (e.in_doubt or e.state = 'unknown' or e.undoes_id is not null))
         on conflict (tenant_id, repair_id, effect_id) do nothing`,
};
const REPAIR = `
  select r.id, r.how, r.undoes, r.reason, r.of_state as "ofState", r.connection_id as "connectionId", r.until, r.state, r.started_by as "startedBy", m.name as "startedByName", r.started_at as "startedAt", r.start_entry_id as "startEntryId", r.ended_at as "endedAt",
         coalesce((select jsonb_object_agg(n.outcome, n.count) from (select i.outcome, count(*) as count from app.repaired_effects i where i.tenant_id = $1 and i.repair_id = r.id group by i.outcome) n), '{}') as progress
    from app.effect_repairs r join app.members m on m.tenant_id = $1 and m.id = r.started_by where r.tenant_id = $1`;
const find = { name: 'effect_repairs.find', text: `${REPAIR} and r.id = $2` };
const findLast = { name: 'effect_repairs.find_last', text: `${REPAIR} order by r.started_at desc, r.id desc limit 1` };
const lock = { name: 'effect_repairs.lock', text: 'select r.id from app.effect_repairs r where r.tenant_id = $1 and r.id = $2 for update' };
const end = { name: 'effect_repairs.end', text: `update app.effect_repairs set state = $3, ended_at = $4 where tenant_id = $1 and id = $2 and state = 'running'` };
const lockNext = {
  name: 'effect_repairs.lock_next',
  text: `select e.id, e.request_id as "requestId", q.number::int as "requestNumber", e.step_name as "stepName", e.state, e.in_doubt as "inDoubt",
         coalesce((c.settings#>>'{idempotency,honoured}')::boolean or c.settings->>'lookUpPath' is not null, false) as "canBeAsked", ${IS_ALONE} as "isAlone"
    from app.repaired_effects i
    join app.effects e on e.tenant_id = $1 and e.id = i.effect_id
    join app.requests q on q.tenant_id = $1 and q.id = e.request_id
    left join app.connections c on c.tenant_id = $1 and c.id = e.connection_id
   where i.tenant_id = $1 and i.repair_id = $2 and i.outcome = 'waiting' order by i.effect_id limit $3 for update of e`,
};
const findNext = {
  name: 'effect_repairs.find_next',
  text: `select e.id, e.request_id as "requestId" from app.repaired_effects i join app.effects e on e.tenant_id = $1 and e.id = i.effect_id where i.tenant_id = $1 and i.repair_id = $2 and i.outcome = 'waiting' order by i.effect_id limit 1`,
};
const setOutcome = { name: 'effect_repairs.set_outcome', text: `update app.repaired_effects set outcome = $4 where tenant_id = $1 and repair_id = $2 and effect_id = any ($3::uuid[]) and outcome = 'waiting'` };

/** Decisions about many effects at once. */
export class EffectRepairRepository {
  constructor(private readonly sql: Sql) {}

  async count({ ofState, connectionId, until }: RepairScope): Promise<RepairCount> {
    const row = (await this.sql.rows<RepairCount>(count, [ofState, connectionId, until]))[0];
    if (!row) throw new Error('a count has a row');
    return row;
  }

  /** Puts off writing down what is decided about. */
  insert({ id, how, undoes, reason, ofState, connectionId, until, startedBy, startedAt, startEntryId }: NewRepair): void {
    this.sql.defer(insert, [id, how, reason, ofState, connectionId, until, startedBy, startedAt, startEntryId, undoes]);
    this.sql.defer(insertAll, [ofState, connectionId, until, id, how === 'retry', undoes]);
  }

  async find(id: string): Promise<RepairRow | null> {
    return (await this.sql.rows<RepairRow>(find, [id]))[0] ?? null;
  }

  async findLast(): Promise<RepairRow | null> {
    return (await this.sql.rows<RepairRow>(findLast))[0] ?? null;
  }

  async lock(id: string): Promise<RepairRow | null> {
    const [, row] = await Promise.all([this.sql.rows(lock, [id]), this.find(id)]);
    return row;
  }

  end(id: string, state: 'stopped' | 'done', at: Date): void {
    this.sql.defer(end, [id, state, at]);
  }

  /** The next one, held by nobody yet. */
  async findNext(repairId: string): Promise<{ readonly id: string; readonly requestId: string } | null> {
    return (await this.sql.rows<{ id: string; requestId: string }>(findNext, [repairId]))[0] ?? null;
  }

  /** The next ones that wait, held. */
  lockNext(id: string, count: number): Promise<OneOfMany[]> {
    return this.sql.rows<OneOfMany>(lockNext, [id, count]);
  }

  setOutcome(id: string, effectIds: readonly string[], outcome: 'repaired' | 'changed'): void {
    if (effectIds.length > 0) this.sql.defer(setOutcome, [id, effectIds, outcome]);
  }
}
