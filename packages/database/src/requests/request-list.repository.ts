import { pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

/** Which requests an actor may read; made from the ability, never written by hand. */
export interface Visible {
  readonly all: boolean;
  readonly requesterId: string | null;
  readonly candidateId: string | null;
}

export interface RequestRow {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly typeId: string;
  readonly typeName: string;
  readonly typeVersion: number;
  readonly requesterId: string;
  readonly requesterName: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly status: string;
  readonly revision: number;
  readonly stepId: string | null;
  readonly stepName: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface WaitingRow extends RequestRow {
  readonly taskId: string;
  readonly taskStatus: string;
  readonly openedAt: Date;
  readonly revisionDigest: string;
  readonly decidedBefore: boolean;
  readonly effectNames: string[];
}

export interface TaskRow {
  readonly id: string;
  readonly number: number;
  readonly stepId: string;
  readonly stepName: string;
  readonly status: string;
  readonly quorum: number;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly people: { readonly memberId: string; readonly name: string; readonly included: boolean; readonly because: string }[];
}

export interface DecisionRow {
  readonly id: string;
  readonly taskId: string;
  readonly stepId: string;
  readonly stepName: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly verdict: string;
  readonly reason: string | null;
  readonly revision: number;
  readonly revisionDigest: string;
  readonly consequencesDigest: string;
  readonly decidedAt: string;
}

export interface RevisionRow {
  readonly revision: number;
  readonly content: Record<string, unknown>;
  readonly revisionDigest: string;
  readonly materialDigest: string;
  readonly createdAt: string;
  readonly createdById: string;
  readonly createdByName: string;
}

export interface EffectRow {
  readonly id: string;
  readonly stepId: string;
  readonly stepName: string;
  readonly event: string;
  readonly target: string;
  readonly state: string;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly lastProblem: string | null;
  readonly wantedAt: string;
  readonly endedAt: string | null;
}

export interface NoteRow {
  readonly id: string;
  readonly authorId: string;
  readonly authorName: string;
  readonly text: string;
  readonly writtenAt: string;
}

export interface RelatedRow {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly typeId: string;
  readonly typeName: string;
  readonly status: string;
  readonly relation: string;
}

/** What happened to one request, for views. */
export interface RequestHistory {
  readonly tasks: TaskRow[];
  readonly decisions: DecisionRow[];
  readonly revisions: RevisionRow[];
  readonly effects: EffectRow[];
  readonly notes: NoteRow[];
  /** Of the requests it names or is named by, those that the actor may read. */
  readonly related: RelatedRow[];
  readonly facts: { readonly at: string; readonly fact: { readonly kind: string } & Record<string, unknown> }[];
  readonly updatedAt: string;
}

const COLUMNS = `
  q.id, q.number::int, q.title, q.request_type_id as "typeId", ty.name as "typeName", q.request_type_version as "typeVersion",
  q.requester_id as "requesterId", rm.name as "requesterName", q.amount::text, q.currency, q.status, q.revision,
  q.created_at as "createdAt", q.updated_at as "updatedAt"`;
const JOINS = `
    join app.request_types ty on ty.tenant_id = $1 and ty.id = q.request_type_id
    join app.members rm on rm.tenant_id = $1 and rm.id = q.requester_id`;

const waiting = {
  name: 'requests.waiting_for',
  text: `select ${COLUMNS}, t.id as "taskId", t.status as "taskStatus", t.step_id as "stepId", t.step_name as "stepName", t.opened_at as "openedAt", v.revision_digest as "revisionDigest",
         exists (select 1 from app.decisions d where d.tenant_id = $1 and d.request_id = q.id and d.member_id = $2) as "decidedBefore",
         (select coalesce(array_agg(e.name order by e.name), '{}') from app.runs run
            join app.workflow_versions w on w.tenant_id = $1 and w.workflow_id = run.workflow_id and w.version = run.workflow_version
            join lateral jsonb_path_query(w.definition, '$.steps[*] ? (@.kind == "effect")') step on true
            join app.webhook_endpoints e on e.tenant_id = $1 and e.id = (step->'effect'->>'endpointId')::uuid
           where run.tenant_id = $1 and run.request_id = q.id) as "effectNames"
    from app.task_candidates c
    join app.tasks t on t.tenant_id = $1 and t.id = c.task_id
    join app.requests q on q.tenant_id = $1 and q.id = t.request_id
    join app.revisions v on v.tenant_id = $1 and v.request_id = q.id and v.revision = q.revision ${JOINS}
   where c.tenant_id = $1 and c.member_id = $2 and c.waiting and ($3::uuid is null or t.id > $3)
   order by t.id limit $4`,
};
const waitingSummary = {
  name: 'requests.waiting_summary',
  text: `select count(*)::int as count,
         (select max(d.decided_at) from app.decisions d where d.tenant_id = $1 and d.member_id = $2) as "lastDecisionAt",
         coalesce((select jsonb_agg(jsonb_build_object('currency', s.currency, 'amount', s.total::text) order by s.currency) from (
            select q.currency, sum(q.amount) as total from app.task_candidates c2
              join app.tasks t on t.tenant_id = $1 and t.id = c2.task_id
              join app.requests q on q.tenant_id = $1 and q.id = t.request_id
             where c2.tenant_id = $1 and c2.member_id = $2 and c2.waiting and q.currency is not null group by q.currency) s), '[]') as subtotals
    from app.task_candidates c where c.tenant_id = $1 and c.member_id = $2 and c.waiting`,
};
const history = {
  name: 'requests.history',
  text: `select
    coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'number', t.number, 'stepId', t.step_id, 'stepName', t.step_name, 'status', t.status, 'quorum', t.quorum,
                'openedAt', t.opened_at, 'closedAt', t.closed_at, 'people',
                coalesce((select jsonb_agg(jsonb_build_object('memberId', c.member_id, 'name', m.name, 'included', c.included, 'because', c.because) order by m.name, m.id)
                            from app.task_candidates c join app.members m on m.tenant_id = $1 and m.id = c.member_id
                           where c.tenant_id = $1 and c.task_id = t.id), '[]')) order by t.number)
                from app.tasks t where t.tenant_id = $1 and t.request_id = $2), '[]') as tasks,
    coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'taskId', d.task_id, 'stepId', t.step_id, 'stepName', t.step_name, 'memberId', d.member_id, 'memberName', m.name, 'verdict', d.verdict,
                'reason', d.reason, 'revision', d.revision, 'revisionDigest', d.revision_digest, 'consequencesDigest', d.consequences_digest, 'decidedAt', d.decided_at) order by d.decided_at, d.id)
                from app.decisions d join app.tasks t on t.tenant_id = $1 and t.id = d.task_id join app.members m on m.tenant_id = $1 and m.id = d.member_id
               where d.tenant_id = $1 and d.request_id = $2), '[]') as decisions,
    coalesce((select jsonb_agg(jsonb_build_object('revision', v.revision, 'content', v.content, 'revisionDigest', v.revision_digest, 'materialDigest', v.material_digest, 'createdAt', v.created_at,
                'createdById', v.created_by, 'createdByName', m.name) order by v.revision)
                from app.revisions v join app.members m on m.tenant_id = $1 and m.id = v.created_by where v.tenant_id = $1 and v.request_id = $2), '[]') as revisions,
    coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'stepId', e.step_id, 'stepName', e.step_name, 'event', e.event, 'target', w.name, 'state', e.state, 'attempts', e.attempts,
                'nextAttemptAt', e.next_attempt_at, 'lastProblem', e.last_problem, 'wantedAt', e.wanted_at, 'endedAt', e.ended_at) order by e.wanted_at, e.step_id)
                from app.effects e join app.webhook_endpoints w on w.tenant_id = $1 and w.id = e.endpoint_id where e.tenant_id = $1 and e.request_id = $2), '[]') as effects,
    coalesce((select jsonb_agg(jsonb_build_object('at', f.at, 'fact', f.fact) order by f.seq)
                from app.facts f join app.runs run on run.tenant_id = $1 and run.id = f.run_id where f.tenant_id = $1 and run.request_id = $2), '[]') as facts,
    coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'authorId', n.author_id, 'authorName', m.name, 'text', n.text, 'writtenAt', n.written_at) order by n.written_at, n.id)
                from app.notes n join app.members m on m.tenant_id = $1 and m.id = n.author_id where n.tenant_id = $1 and n.request_id = $2), '[]') as notes,
    coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'number', q.number, 'title', q.title, 'typeId', ty.id, 'typeName', ty.name, 'status', q.status, 'relation', link.relation) order by q.number)
                from (select l.related_request_id as id, 'names' as relation from app.request_links l where l.tenant_id = $1 and l.request_id = $2
                      union all
                      (select i.request_id, 'named_by' from app.request_links i where i.tenant_id = $1 and i.related_request_id = $2 order by i.request_id desc limit 50)) link
                join app.requests q on q.tenant_id = $1 and q.id = link.id join app.request_types ty on ty.tenant_id = $1 and ty.id = q.request_type_id
               where $3 or q.requester_id = $4 or exists (select 1 from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.member_id = $5 and c.included)), '[]') as related,
    (select q.updated_at from app.requests q where q.tenant_id = $1 and q.id = $2) as "updatedAt"`,
};

/** Lists and histories of requests, for views. Changes go through `RequestRepository`. */
export class RequestListRepository {
  constructor(private readonly sql: Sql) {}

  /** Open tasks that wait for a member, oldest first. */
  async waitingFor(memberId: string, { limit, after }: PageRequest): Promise<PageOf<WaitingRow>> {
    const from = after === null ? null : readCursor(after, uuidCursor);
    return pageOf(await this.sql.rows<WaitingRow>(waiting, [memberId, from, limit + 1]), limit, (row) => row.taskId);
  }

  async summarizeWaiting(memberId: string): Promise<{ count: number; lastDecisionAt: Date | null; subtotals: { currency: string; amount: string }[] }> {
    const rows = await this.sql.rows<{ count: number; lastDecisionAt: Date | null; subtotals: { currency: string; amount: string }[] }>(waitingSummary, [memberId]);
    return rows[0] ?? { count: 0, lastDecisionAt: null, subtotals: [] };
  }

  /** `visible` is what the actor may read: it holds for the related requests, whose titles come along. */
  async history(requestId: string, visible: Visible): Promise<RequestHistory> {
    const rows = await this.sql.rows<RequestHistory>(history, [requestId, visible.all, visible.requesterId, visible.candidateId]);
    if (!rows[0]) throw new Error('a history is one row, always');
    return rows[0];
  }
}
