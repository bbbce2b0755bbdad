import { pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

interface Ref {
  readonly memberId: string;
  readonly name: string;
}

export interface DelegationRow {
  readonly id: string;
  readonly principal: Ref;
  readonly delegate: Ref;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly requestTypes: readonly { readonly id: string; readonly name: string }[];
  readonly limitAmount: string | null;
  readonly limitCurrency: string | null;
  readonly reason: string | null;
  readonly madeBy: Ref;
  readonly endedAt: Date | null;
}

export interface NewDelegation {
  readonly id: string;
  readonly principalId: string;
  readonly delegateId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Null for all. */
  readonly requestTypeIds: readonly string[] | null;
  readonly limit: { readonly amount: string; readonly currency: string } | null;
  readonly reason: string | null;
  readonly madeBy: string;
  readonly at: Date;
}

const SELECT = `
  select d.id, jsonb_build_object('memberId', p.id, 'name', p.name) as principal, jsonb_build_object('memberId', a.id, 'name', a.name) as delegate, d.starts_at as "startsAt", d.ends_at as "endsAt",
         coalesce((select jsonb_agg(jsonb_build_object('id', ty.id, 'name', ty.name) order by ty.name, ty.id)
                     from app.delegation_request_types x join app.request_types ty on ty.tenant_id = $1 and ty.id = x.request_type_id
                    where x.tenant_id = $1 and x.delegation_id = d.id), '[]') as "requestTypes",
         d.limit_amount::text as "limitAmount", d.limit_currency as "limitCurrency", d.reason, jsonb_build_object('memberId', b.id, 'name', b.name) as "madeBy", d.ended_at as "endedAt"
    from app.delegations d
    join app.members p on p.tenant_id = $1 and p.id = d.principal_id
    join app.members a on a.tenant_id = $1 and a.id = d.delegate_id
    join app.members b on b.tenant_id = $1 and b.id = d.made_by
   where d.tenant_id = $1`;

/**
 * Whether a delegation `d` holds now for a request `q`. By the statement's own time: what waited for a lock asks after the wait.
 * A limit holds in its currency only, so that a request without an amount is not within it.
 */
export const HOLDS_FOR_REQUEST = `
  d.ended_at is null and d.starts_at <= statement_timestamp() and d.ends_at > statement_timestamp()
  and (d.limit_amount is null or (q.currency = d.limit_currency and q.amount <= d.limit_amount))
  and (not d.is_narrowed or exists (select 1 from app.delegation_request_types n where n.tenant_id = $1 and n.delegation_id = d.id and n.request_type_id = q.request_type_id))`;

const find = { name: 'delegations.find', text: `${SELECT} and d.id = $2` };
const list = { name: 'delegations.list', text: `${SELECT} and (d.principal_id = $2 or d.delegate_id = $2) and ($3::uuid is null or d.id < $3) order by d.id desc limit $4` };
// Whoever makes one waits for who is making another: whether a circle closes is a question about all of them.
const lock = { name: 'delegations.lock', text: "insert into app.counters (tenant_id, name, value) values ($1, 'delegations', 1) on conflict (tenant_id, name) do update set value = app.counters.value" };
const insert = {
  name: 'delegations.insert',
  text: `with made as (
           insert into app.delegations (tenant_id, id, principal_id, delegate_id, starts_at, ends_at, is_narrowed, limit_amount, limit_currency, reason, made_by, made_at)
           values ($1, $2, $3, $4, $5, $6, $7::uuid[] is not null, $8, $9, $10, $11, $12) returning id)
         insert into app.delegation_request_types (tenant_id, delegation_id, request_type_id)
         select $1, made.id, t.id from made cross join unnest($7::uuid[]) as t (id) on conflict (tenant_id, delegation_id, request_type_id) do nothing`,
};
const countTypes = { name: 'delegations.count_types', text: 'select count(*)::int as count from app.request_types ty where ty.tenant_id = $1 and ty.id = any ($2::uuid[])' };
const countOpen = { name: 'delegations.count_open', text: 'select count(*)::int as count from app.delegations d where d.tenant_id = $1 and d.principal_id = $2 and d.ended_at is null and d.ends_at > $3' };
/** From a delegate on, along whatever holds within the span: whether it comes back to the principal. */
const findCircle = {
  name: 'delegations.find_circle',
  text: `with recursive reached (member_id) as (
           select $3::uuid
           union
           select d.delegate_id from reached r join app.delegations d on d.tenant_id = $1 and d.principal_id = r.member_id
            where d.tenant_id = $1 and d.ended_at is null and d.starts_at < $5 and d.ends_at > $4)
         select exists (select 1 from reached r where r.member_id = $2) as found`,
};
const end = { name: 'delegations.end', text: 'update app.delegations set ended_at = $3, ended_by = $4 where tenant_id = $1 and id = $2 and ended_at is null and ends_at > $3 returning id' };
const listTypes = { name: 'delegations.list_types', text: 'select ty.id, ty.name from app.request_types ty where ty.tenant_id = $1 order by ty.name, ty.id limit $2' };

const actingFor = {
  name: 'delegations.acting_for',
  text: `select p.id as "memberId", p.name,
         coalesce((select jsonb_agg(distinct c.task_id) from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.member_id = p.id and c.waiting), '[]') as "taskIds"
    from app.delegations d
    join app.members p on p.tenant_id = $1 and p.id = d.principal_id and p.deactivated_at is null and (p.expires_at is null or p.expires_at > now())
    join app.requests q on q.tenant_id = $1 and q.id = $3
   where d.tenant_id = $1 and d.delegate_id = $2 and ${HOLDS_FOR_REQUEST}
     and (exists (select 1 from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.member_id = p.id and c.waiting)
          or exists (select 1 from app.decisions x where x.tenant_id = $1 and x.request_id = q.id and x.member_id = $2 and x.on_behalf_of = p.id))
   group by p.id, p.name, q.id order by p.name, p.id`,
};
const holdsUntil = {
  name: 'delegations.holds_until',
  text: `select max(d.ends_at) as until from app.delegations d join app.requests q on q.tenant_id = $1 and q.id = $4
          where d.tenant_id = $1 and d.delegate_id = $2 and d.principal_id = $3 and ${HOLDS_FOR_REQUEST}`,
};
// Whoever ends one waits until what is decided by it is recorded.
const hold = { name: 'delegations.hold', text: 'select d.id from app.delegations d where d.tenant_id = $1 and d.delegate_id = $2 and d.principal_id = $3 and d.ended_at is null order by d.id for share' };

export interface Principal extends Ref {
  /** Tasks of the request that wait for them. */
  readonly taskIds: readonly string[];
}

/** Who decides for whom. Rows are added and ended, never changed. */
export class DelegationRepository {
  constructor(private readonly sql: Sql) {}

  async lock(): Promise<void> {
    await this.sql.rows(lock);
  }

  async insert(d: NewDelegation): Promise<void> {
    await this.sql.rows(insert, [d.id, d.principalId, d.delegateId, d.startsAt, d.endsAt, d.requestTypeIds, d.limit?.amount ?? null, d.limit?.currency ?? null, d.reason, d.madeBy, d.at]);
  }

  async find(id: string): Promise<DelegationRow | null> {
    return (await this.sql.rows<DelegationRow>(find, [id]))[0] ?? null;
  }

  /** By a member and to a member, the latest first. */
  async list(memberId: string, { limit, after }: PageRequest): Promise<PageOf<DelegationRow>> {
    const before = after === null ? null : readCursor(after, uuidCursor);
    return pageOf(await this.sql.rows<DelegationRow>(list, [memberId, before, limit + 1]), limit, (row) => row.id);
  }

  /** How many of these request types are there. */
  async countTypes(ids: readonly string[]): Promise<number> {
    return (await this.sql.rows<{ count: number }>(countTypes, [ids]))[0]?.count ?? 0;
  }

  /** How many of a principal's own are not over. */
  async countOpen(principalId: string, at: Date): Promise<number> {
    return (await this.sql.rows<{ count: number }>(countOpen, [principalId, at]))[0]?.count ?? 0;
  }

  /** Whether a delegation of this span would close a circle, after `lock`. */
  async closesCircle({ principalId, delegateId, startsAt, endsAt }: Pick<NewDelegation, 'principalId' | 'delegateId' | 'startsAt' | 'endsAt'>): Promise<boolean> {
    return (await this.sql.rows<{ found: boolean }>(findCircle, [principalId, delegateId, startsAt, endsAt]))[0]?.found === true;
  }

  /** False where it is over already. */
  async end(id: string, at: Date, by: string): Promise<boolean> {
    return (await this.sql.rows(end, [id, at, by])).length === 1;
  }

  /** Those whose place a member may take now on a request: whom a task of it waits for, or for whom the member decided on it. */
  actingFor(delegateId: string, requestId: string): Promise<Principal[]> {
    return this.sql.rows<Principal>(actingFor, [delegateId, requestId]);
  }

  /** Until when a member may take a principal's place on a request; null where they may not. */
  async holdsUntil(delegateId: string, principalId: string, requestId: string): Promise<Date | null> {
    return (await this.sql.rows<{ until: Date | null }>(holdsUntil, [delegateId, principalId, requestId]))[0]?.until ?? null;
  }

  /** Keeps what holds between two as it is until the transaction ends. */
  async hold(delegateId: string, principalId: string): Promise<void> {
    await this.sql.rows(hold, [delegateId, principalId]);
  }

  listTypes(limit: number): Promise<{ id: string; name: string }[]> {
    return this.sql.rows(listTypes, [limit]);
  }
}
