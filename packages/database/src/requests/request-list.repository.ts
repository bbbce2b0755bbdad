import { ASKED_NAMES } from '../effects/ask.repository.js';
import { TOLD_NAMES, WAITS_FOR } from '../effects/effect.repository.js';
import type { AttachmentRow } from '../attachments/attachment.repository.js';
import type { Sql } from '../platform/sql.js';
import type { NoteRow } from './note.repository.js';

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
  /** The first of its effects that waits for somebody, where that was asked for. */
  readonly stopped?: { readonly stepId: string; readonly stepName: string } | null;
}

export interface TaskRow {
  readonly id: string;
  readonly number: number;
  readonly stepId: string;
  readonly stepName: string;
  readonly status: string;
  readonly quorum: number;
  readonly openedAt: string;
  readonly dueAt: string | null;
  readonly closedAt: string | null;
  readonly people: { readonly memberId: string; readonly name: string; readonly included: boolean; readonly waiting: boolean; readonly because: string }[];
}

export interface DecisionRow {
  readonly id: string;
  readonly taskId: string;
  readonly stepId: string;
  readonly stepName: string;
  readonly memberId: string;
  readonly memberName: string;
  /** Whose place was taken, or null. */
  readonly onBehalfOf: { readonly memberId: string; readonly name: string } | null;
  readonly verdict: string;
  readonly reason: string | null;
  readonly revision: number;
  readonly revisionDigest: string;
  readonly consequencesDigest: string;
  readonly decidedAt: string;
  readonly revokedAt: string | null;
}

export interface RevisionRow {
  readonly revision: number;
  readonly content: Record<string, unknown>;
  readonly revisionDigest: string;
  readonly materialDigest: string;
  readonly createdAt: string;
  readonly createdById: string;
  readonly createdByName: string;
  readonly attachments: readonly AttachmentRow[];
}

export interface EffectRow {
  readonly id: string;
  readonly stepId: string;
  readonly stepName: string;
  readonly kind: string;
  readonly undoesId: string | null;
  readonly resolution: string | null;
  /** Who said what became of it, by name. */
  readonly resolvedBy: string | null;
  readonly event: string;
  readonly target: string;
  /** What an ask is about; null of anything else. */
  readonly asks: string | null;
  /** The step that it waits for, or null. */
  readonly waitsFor: string | null;
  readonly state: string;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly lastProblem: string | null;
  readonly wantedAt: string;
  readonly endedAt: string | null;
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

export interface StoppedStep {
  readonly stepName: string;
  readonly count: number;
  readonly latestId: string;
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

/** What a row of a list reads of a request `q`, and the tables beside it. */
export const COLUMNS = `
  q.id, q.number::int, q.title, q.request_type_id as "typeId", ty.name as "typeName", q.request_type_version as "typeVersion",
  q.requester_id as "requesterId", rm.name as "requesterName", q.amount::text, q.currency, q.status, q.revision,
  q.created_at as "createdAt", q.updated_at as "updatedAt"`;
export const JOINS = `
    join app.request_types ty on ty.tenant_id = $1 and ty.id = q.request_type_id
    join app.members rm on rm.tenant_id = $1 and rm.id = q.requester_id`;

const stopped = {
  name: 'requests.stopped',
  text: `select step->>'name' as "stepName", count(*)::int as count, (array_agg(q.id order by q.number desc))[1] as "latestId"
    from app.requests q join app.runs run on run.tenant_id = $1 and run.request_id = q.id
    join app.workflow_versions w on w.tenant_id = $1 and w.workflow_id = run.workflow_id and w.version = run.workflow_version
    join lateral jsonb_array_elements(w.outline) step on run.state->'stoppedStepIds' ? (step->>'id')
   where q.tenant_id = $1 and q.status = 'needs_approver'
     and ($2 or q.requester_id = $3 or exists (select 1 from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.member_id = $4 and c.included) or exists (select 1 from app.asks a where a.tenant_id = $1 and a.request_id = q.id and a.member_id = $4))
   group by 1 order by 2 desc, 1 limit $5`,
};
const history = {
  name: 'requests.history',
  text: `select
    coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'number', t.number, 'stepId', t.step_id, 'stepName', t.step_name, 'status', t.status, 'quorum', t.quorum,
                'openedAt', t.opened_at, 'dueAt', t.due_at, 'closedAt', t.closed_at, 'people',
                coalesce((select jsonb_agg(jsonb_build_object('memberId', c.member_id, 'name', m.name, 'included', c.included, 'waiting', c.waiting, 'because', c.because) order by m.name, m.id)
                            from app.task_candidates c join app.members m on m.tenant_id = $1 and m.id = c.member_id
                           where c.tenant_id = $1 and c.task_id = t.id), '[]')) order by t.number)
                from app.tasks t where t.tenant_id = $1 and t.request_id = $2), '[]') as tasks,
    coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'taskId', d.task_id, 'stepId', t.step_id, 'stepName', t.step_name, 'memberId', d.member_id, 'memberName', m.name, 'onBehalfOf', case when p.id is null then null else jsonb_build_object('memberId', p.id, 'name', p.name) end, 'verdict', d.verdict,
                'reason', d.reason, 'revision', d.revision, 'revisionDigest', d.revision_digest, 'consequencesDigest', d.consequences_digest, 'decidedAt', d.decided_at, 'revokedAt', d.revoked_at) order by d.decided_at, d.id)
                from app.decisions d join app.tasks t on t.tenant_id = $1 and t.id = d.task_id join app.members m on m.tenant_id = $1 and m.id = d.member_id
                left join app.members p on p.tenant_id = $1 and p.id = d.on_behalf_of
               where d.tenant_id = $1 and d.request_id = $2), '[]') as decisions,
    coalesce((select jsonb_agg(jsonb_build_object('revision', v.revision, 'content', v.content, 'revisionDigest', v.revision_digest, 'materialDigest', v.material_digest, 'createdAt', v.created_at,
                'createdById', v.created_by, 'createdByName', m.name, 'attachments',
                coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'bytes', f.bytes, 'sha256', f.sha256) order by part.position)
                            from app.revision_attachments part join app.attachments f on f.tenant_id = $1 and f.id = part.attachment_id
                           where part.tenant_id = $1 and part.request_id = v.request_id and part.revision = v.revision), '[]')) order by v.revision)
                from app.revisions v join app.members m on m.tenant_id = $1 and m.id = v.created_by where v.tenant_id = $1 and v.request_id = $2), '[]') as revisions,
    coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'stepId', e.step_id, 'stepName', e.step_name, 'kind', e.kind, 'undoesId', e.undoes_id, 'resolution', e.resolution, 'resolvedBy', (select r.name from app.members r where r.tenant_id = $1 and r.id = e.resolved_by), 'event', e.event, 'target', coalesce(w.name, c.name, ${ASKED_NAMES}, ${TOLD_NAMES}, ''), 'asks', case when e.kind = 'ask' then e.payload::jsonb->>'text' end, 'waitsFor', ${WAITS_FOR}, 'state', e.state, 'attempts', e.attempts,
                'nextAttemptAt', e.next_attempt_at, 'lastProblem', e.last_problem, 'wantedAt', e.wanted_at, 'endedAt', e.ended_at) order by e.wanted_at, e.step_id)
                from app.effects e left join app.webhook_endpoints w on w.tenant_id = $1 and w.id = e.endpoint_id left join app.connections c on c.tenant_id = $1 and c.id = e.connection_id where e.tenant_id = $1 and e.request_id = $2), '[]') as effects,
    coalesce((select jsonb_agg(jsonb_build_object('at', f.at, 'fact', f.fact) order by f.seq)
                from app.facts f join app.runs run on run.tenant_id = $1 and run.id = f.run_id where f.tenant_id = $1 and run.request_id = $2), '[]') as facts,
    coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'authorId', n.author_id, 'authorName', m.name, 'text', n.text, 'writtenAt', n.written_at, 'editedAt', n.edited_at, 'removedAt', n.removed_at,
                'mentions', coalesce((select jsonb_agg(jsonb_build_object('memberId', p.id, 'name', p.name) order by p.name, p.id)
                                        from app.note_mentions mention join app.members p on p.tenant_id = $1 and p.id = mention.member_id
                                       where mention.tenant_id = $1 and mention.note_id = n.id), '[]')) order by n.written_at, n.id)
                from app.notes n join app.members m on m.tenant_id = $1 and m.id = n.author_id where n.tenant_id = $1 and n.request_id = $2), '[]') as notes,
    coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'number', q.number, 'title', q.title, 'typeId', ty.id, 'typeName', ty.name, 'status', q.status, 'relation', link.relation) order by q.number)
                from (select l.related_request_id as id, 'names' as relation from app.request_links l where l.tenant_id = $1 and l.request_id = $2
                      union all
                      (select i.request_id, 'named_by' from app.request_links i where i.tenant_id = $1 and i.related_request_id = $2 order by i.request_id desc limit 50)) link
                join app.requests q on q.tenant_id = $1 and q.id = link.id join app.request_types ty on ty.tenant_id = $1 and ty.id = q.request_type_id
               where $3 or q.requester_id = $4 or exists (select 1 from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.member_id = $5 and c.included) or exists (select 1 from app.asks a where a.tenant_id = $1 and a.request_id = q.id and a.member_id = $5)), '[]') as related,
    (select q.updated_at from app.requests q where q.tenant_id = $1 and q.id = $2) as "updatedAt"`,
};

const typesOfTasks = {
  name: 'requests.types_of_tasks',
  text: `select distinct ty.name from app.task_candidates c
           join app.tasks t on t.tenant_id = $1 and t.id = c.task_id
           join app.requests q on q.tenant_id = $1 and q.id = t.request_id
           join app.request_types ty on ty.tenant_id = $1 and ty.id = q.request_type_id
          where c.tenant_id = $1 and c.member_id = $2 and c.task_id = any ($3::uuid[]) and c.included order by ty.name`,
};

/** Lists and histories of requests, for views. Changes go through `RequestRepository`. */
export class RequestListRepository {
  constructor(private readonly sql: Sql) {}

  /** The names of the request types of those of the tasks that a member is a candidate of. */
  async listTypesOfTasks(memberId: string, taskIds: readonly string[]): Promise<string[]> {
    return (await this.sql.rows<{ name: string }>(typesOfTasks, [memberId, taskIds])).map(({ name }) => name);
  }

  /** The steps that requests stand at for want of an approver, most of them first. */
  async listStoppedSteps(visible: Visible, limit: number): Promise<StoppedStep[]> {
    return this.sql.rows<StoppedStep>(stopped, [visible.all, visible.requesterId, visible.candidateId, limit]);
  }

  /** `visible` is what the actor may read: it holds for the related requests, whose titles come along. */
  async history(requestId: string, visible: Visible): Promise<RequestHistory> {
    const rows = await this.sql.rows<RequestHistory>(history, [requestId, visible.all, visible.requesterId, visible.candidateId]);
    if (!rows[0]) throw new Error('a history is one row, always');
    return rows[0];
  }
}
