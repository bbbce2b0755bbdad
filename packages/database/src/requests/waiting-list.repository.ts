import { HOLDS_FOR_REQUEST } from '../delegations/delegation.repository.js';
import { pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import { COLUMNS, JOINS, type RequestRow } from './request-list.repository.js';

export interface WaitingRow extends RequestRow {
  readonly taskId: string;
  readonly taskStatus: string;
  readonly openedAt: Date;
  readonly dueAt: Date | null;
  readonly revisionDigest: string;
  readonly decidedBefore: boolean;
  readonly effectNames: string[];
}

/** By when a row is due, of what one can see on the clock: until the end of today, and of the week. */
export interface DueBounds {
  readonly now: Date;
  readonly endOfDay: Date;
  readonly endOfWeek: Date;
}

export interface DueRow extends WaitingRow {
  readonly dueGroup: string;
}

export interface DueGroupRow {
  readonly id: string;
  readonly count: number;
  readonly subtotals: { readonly currency: string; readonly amount: string }[];
}

/** What waits for a member, by when it is due; groups of nothing are left out. */
export interface DueSummary {
  readonly lastDecisionAt: Date | null;
  readonly groups: readonly DueGroupRow[];
}

export interface WaitingThroughRow extends Omit<WaitingRow, 'decidedBefore' | 'effectNames'> {
  readonly principalId: string;
  readonly principalName: string;
  readonly awayUntil: Date;
}

const WAITING_COLUMNS = `${COLUMNS}, t.id as "taskId", t.status as "taskStatus", t.step_id as "stepId", t.step_name as "stepName", t.opened_at as "openedAt", t.due_at as "dueAt", v.revision_digest as "revisionDigest",
         exists (select 1 from app.decisions d where d.tenant_id = $1 and d.request_id = q.id and d.member_id = $2) as "decidedBefore",
         (select coalesce(array_agg(e.name order by e.name), '{}') from app.runs run join app.workflow_versions w on w.tenant_id = $1 and w.workflow_id = run.workflow_id and w.version = run.workflow_version
            join lateral jsonb_array_elements(w.outline) step on step->>'kind' = 'effect'
            cross join lateral (select h.name from app.webhook_endpoints h where h.tenant_id = $1 and h.id = (step->'endpointIds'->>0)::uuid
              union all select n.name from app.connections n where n.tenant_id = $1 and n.id = (step->'connectionIds'->>0)::uuid) e
           where run.tenant_id = $1 and run.request_id = q.id) as "effectNames"`;
const waiting = {
  name: 'requests.waiting_for',
  text: `select ${WAITING_COLUMNS}
    from app.task_candidates c
    join app.tasks t on t.tenant_id = $1 and t.id = c.task_id join app.requests q on q.tenant_id = $1 and q.id = t.request_id
    join app.revisions v on v.tenant_id = $1 and v.request_id = q.id and v.revision = q.revision ${JOINS}
   where c.tenant_id = $1 and c.member_id = $2 and c.waiting and ($3::uuid is null or t.id > $3)
   order by t.id limit $4`,
};
/** Group of a task `t`; $3 to $5 are the bounds. */
const DUE_GROUP = `case when t.due_at is null then 'none' when t.due_at <= $3 then 'overdue' when t.due_at < $4 then 'today' when t.due_at < $5 then 'this_week' else 'later' end`;
// The first are found by their tasks alone: what a row shows is read for those only.
const waitingByDue = {
  name: 'requests.waiting_by_due',
  text: `with first as materialized (
           select t.id, t.due_at, ${DUE_GROUP} as due_group from app.task_candidates c join app.tasks t on t.tenant_id = $1 and t.id = c.task_id
            where c.tenant_id = $1 and c.member_id = $2 and c.waiting order by t.due_at nulls last, t.id limit $6)
         select ${WAITING_COLUMNS}, first.due_group as "dueGroup"
    from first join app.tasks t on t.tenant_id = $1 and t.id = first.id join app.requests q on q.tenant_id = $1 and q.id = t.request_id
    join app.revisions v on v.tenant_id = $1 and v.request_id = q.id and v.revision = q.revision ${JOINS}
   order by first.due_at nulls last, first.id`,
};
const dueSummary = {
  name: 'requests.due_summary',
  text: `with mine as materialized (
           select ${DUE_GROUP} as id, q.currency, q.amount from app.task_candidates c
             join app.tasks t on t.tenant_id = $1 and t.id = c.task_id join app.requests q on q.tenant_id = $1 and q.id = t.request_id
            where c.tenant_id = $1 and c.member_id = $2 and c.waiting),
         sums as (select mine.id, mine.currency, sum(mine.amount)::text as amount from mine where mine.currency is not null group by mine.id, mine.currency),
         counts as (select mine.id, count(*)::int as count from mine group by mine.id)
         select (select max(d.decided_at) from app.decisions d where d.tenant_id = $1 and d.member_id = $2) as "lastDecisionAt",
                coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'count', n.count, 'subtotals',
                  coalesce((select jsonb_agg(jsonb_build_object('currency', s.currency, 'amount', s.amount) order by s.currency) from sums s where s.id = n.id), '[]'))) from counts n), '[]') as groups`,
};
const countWaiting = { name: 'requests.count_waiting', text: 'select count(*)::int as count from app.task_candidates c where c.tenant_id = $1 and c.member_id = $2 and c.waiting' };
/** What waits for those whose place a member may take now; not what waits for the member too, is of either, or was signed by the member already. */
const waitingThrough = {
  name: 'requests.waiting_through',
  text: `select through.* from (
  select distinct on (t.id) ${COLUMNS}, t.id as "taskId", t.status as "taskStatus", t.step_id as "stepId", t.step_name as "stepName", t.opened_at as "openedAt", t.due_at as "dueAt", v.revision_digest as "revisionDigest",
         p.id as "principalId", p.name as "principalName", d.ends_at as "awayUntil"
    from app.delegations d
    join app.members p on p.tenant_id = $1 and p.id = d.principal_id and p.deactivated_at is null and (p.expires_at is null or p.expires_at > now())
    join app.task_candidates c on c.tenant_id = $1 and c.member_id = d.principal_id and c.waiting
    join app.tasks t on t.tenant_id = $1 and t.id = c.task_id
    join app.requests q on q.tenant_id = $1 and q.id = t.request_id and q.requester_id <> d.delegate_id and q.requester_id <> d.principal_id
    join app.revisions v on v.tenant_id = $1 and v.request_id = q.id and v.revision = q.revision ${JOINS}
   where d.tenant_id = $1 and d.delegate_id = $2 and ${HOLDS_FOR_REQUEST}
     and not exists (select 1 from app.task_candidates own where own.tenant_id = $1 and own.task_id = t.id and own.member_id = $2 and own.waiting)
     and not exists (select 1 from app.decisions x where x.tenant_id = $1 and x.task_id = t.id and x.member_id = $2)
   order by t.id, p.name, p.id, d.ends_at desc) as through order by through."dueAt" nulls last, through."taskId" limit $3`,
};

/** What waits for a member, in rows and in numbers. */
export class WaitingListRepository {
  constructor(private readonly sql: Sql) {}

  /** Open tasks that wait for a member, oldest first. */
  async waitingFor(memberId: string, { limit, after }: PageRequest): Promise<PageOf<WaitingRow>> {
    const from = after === null ? null : readCursor(after, uuidCursor);
    return pageOf(await this.sql.rows<WaitingRow>(waiting, [memberId, from, limit + 1]), limit, (row) => row.taskId);
  }

  /** The same, what is due first before what is due later, and that before what is never due. */
  waitingByDue(memberId: string, { now, endOfDay, endOfWeek }: DueBounds, limit: number): Promise<DueRow[]> {
    return this.sql.rows<DueRow>(waitingByDue, [memberId, now, endOfDay, endOfWeek, limit]);
  }

  async summarizeByDue(memberId: string, { now, endOfDay, endOfWeek }: DueBounds): Promise<DueSummary> {
    return (await this.sql.rows<DueSummary>(dueSummary, [memberId, now, endOfDay, endOfWeek]))[0] ?? { lastDecisionAt: null, groups: [] };
  }

  /** Open tasks that a member may decide in somebody's place now, what is due first. */
  waitingThrough(delegateId: string, limit: number): Promise<WaitingThroughRow[]> {
    return this.sql.rows<WaitingThroughRow>(waitingThrough, [delegateId, limit]);
  }

  async countWaiting(memberId: string): Promise<number> {
    return (await this.sql.rows<{ count: number }>(countWaiting, [memberId]))[0]?.count ?? 0;
  }
}
