import type { RunState, WorkflowDefinition } from '@countersign/engine';
import type { Sql } from '../platform/sql.js';
import { saveRun, type RunChange } from './run.repository.js';

/** Everything that deciding on a request needs to know, loaded and locked in one round trip. */
export interface RequestFile {
  readonly requestId: string;
  readonly number: number;
  readonly createdAt: Date;
  readonly requester: { readonly memberId: string; readonly name: string; readonly unit: string | null };
  readonly revision: { readonly revision: number; readonly content: Record<string, unknown>; readonly revisionDigest: string; readonly materialDigest: string };
  readonly requestType: { readonly id: string; readonly name: string; readonly version: number; readonly form: Record<string, unknown>; readonly titleField: string; readonly amountField: string | null; readonly immaterialFields: readonly string[] };
  readonly workflow: { readonly id: string; readonly name: string; readonly version: number; readonly definition: WorkflowDefinition; readonly definitionDigest: string };
  readonly run: { readonly id: string; readonly state: RunState; readonly factCount: number };
  /** Holders of roles that the workflow names, and members it names; of the requester's unit where a step asks for that. */
  readonly people: readonly Person[];
  readonly endpoints: readonly { readonly id: string; readonly name: string; readonly url: string }[];
  /** Every member who was or is a candidate of one of its tasks. */
  readonly candidateIds: readonly string[];
  /** The task asked about, or the open one. */
  readonly task: { readonly id: string; readonly number: number; readonly stepId: string; readonly status: string } | null;
}

export interface Person {
  readonly memberId: string;
  readonly name: string;
  readonly unit: string | null;
  readonly roles: readonly { readonly id: string; readonly name: string }[];
}

export interface NewRequest {
  readonly requestId: string;
  readonly runId: string;
  readonly number: number;
  readonly requestTypeId: string;
  readonly requestTypeVersion: number;
  readonly requesterId: string;
  readonly at: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly revisionDigest: string;
  readonly materialDigest: string;
  readonly title: string;
  readonly amount: { readonly amount: string; readonly currency: string } | null;
  readonly workflowId: string;
  readonly workflowVersion: number;
  readonly words: FoundBy;
}

/** The words that a request is found by; `lasting` ones stay when a revision brings new ones. */
export interface FoundBy {
  readonly all: readonly string[];
  readonly lasting: readonly string[];
}

// Joined through the run's own state: where a change commits between the snapshot and the lock, the recheck of the locked
// row finds no match and the statement yields nothing; `read` then asks once more, with a fresh snapshot.
const peopleOf = (definition: string, requesterUnit: string) => `
  coalesce((select jsonb_agg(jsonb_build_object('memberId', m.id, 'name', m.name, 'unit', m.unit, 'roles',
              coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) order by x.name)
                          from app.member_roles y join app.roles x on x.tenant_id = $1 and x.id = y.role_id
                         where y.tenant_id = $1 and y.member_id = m.id), '[]')) order by m.name, m.id)
              from app.members m
             where m.tenant_id = $1 and m.deactivated_at is null and m.id = any (array(
                     select c.id from jsonb_path_query(${definition}, '$.steps[*].approvers') as a (value)
                       cross join lateral jsonb_array_elements_text(a.value->'roleIds') as wanted (role_id)
                       join app.member_roles mr on mr.tenant_id = $1 and mr.role_id = wanted.role_id::uuid
                       join app.members c on c.tenant_id = $1 and c.id = mr.member_id
                      where a.value->>'unit' = 'any' or c.unit = ${requesterUnit}
                     union
                     select (n.value #>> '{}')::uuid from jsonb_path_query(${definition}, '$.steps[*].approvers.memberIds[*]') as n (value)))), '[]') as people,
  coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'url', e.url)) from app.webhook_endpoints e
             where e.tenant_id = $1 and e.id in (select (n.value #>> '{}')::uuid from jsonb_path_query(${definition}, '$.steps[*].effect.endpointId') as n (value))), '[]') as endpoints`;

const PEOPLE = peopleOf('w.definition', 'rm.unit');
const FILE = `
  select q.id as "requestId", q.number::int, q.created_at as "createdAt",
         jsonb_build_object('memberId', rm.id, 'name', rm.name, 'unit', rm.unit) as requester,
         jsonb_build_object('revision', v.revision, 'content', v.content, 'revisionDigest', v.revision_digest, 'materialDigest', v.material_digest) as revision,
         json_build_object('id', ty.id, 'name', ty.name, 'version', tv.version, 'form', tv.form, 'titleField', tv.title_field, 'amountField', tv.amount_field, 'immaterialFields', to_jsonb(tv.immaterial_fields)) as "requestType",
         jsonb_build_object('id', w.workflow_id, 'name', wf.name, 'version', w.version, 'definition', w.definition, 'definitionDigest', w.definition_digest) as workflow,
         jsonb_build_object('id', run.id, 'state', run.state, 'factCount', run.fact_count) as run,
         ${PEOPLE},
         coalesce((select jsonb_agg(distinct c.member_id) from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.included), '[]') as "candidateIds",
         case when t.id is null then null else jsonb_build_object('id', t.id, 'number', t.number, 'stepId', t.step_id, 'status', t.status) end as task
    from app.runs run
    join app.requests q on q.tenant_id = $1 and run.tenant_id = $1 and q.id = run.request_id and q.revision = (run.state->>'revision')::int
    join app.revisions v on v.tenant_id = $1 and v.request_id = q.id and v.revision = (run.state->>'revision')::int
    join app.workflow_versions w on w.tenant_id = $1 and w.workflow_id = run.workflow_id and w.version = run.workflow_version
    join app.workflows wf on wf.tenant_id = $1 and wf.id = w.workflow_id
    join app.request_type_versions tv on tv.tenant_id = $1 and tv.request_type_id = q.request_type_id and tv.version = q.request_type_version
    join app.request_types ty on ty.tenant_id = $1 and ty.id = q.request_type_id
    join app.members rm on rm.tenant_id = $1 and rm.id = q.requester_id`;
// The task's run is found first and by its key, so that everything else is too, whatever the planner believes of revisions.
const BY_TASK = `${FILE} join app.tasks t on t.tenant_id = $1 and t.id = $2
  where run.tenant_id = $1 and run.id = (select x.run_id from app.tasks x where x.tenant_id = $1 and x.id = $2)`;
const BY_REQUEST = `${FILE} left join app.tasks t on t.tenant_id = $1 and t.run_id = run.id and t.number = (run.state->'openTask'->>'number')::int where run.tenant_id = $1 and run.request_id = $2`;

const byTask = { name: 'requests.file_by_task', text: BY_TASK };
const lockByTask = { name: 'requests.lock_by_task', text: `${BY_TASK} for update of run` };
const byRequest = { name: 'requests.file_by_request', text: BY_REQUEST };
const lockByRequest = { name: 'requests.lock_by_request', text: `${BY_REQUEST} for update of run` };

const START_PEOPLE = peopleOf('d.definition', '$3::text');
const peopleFor = { name: 'requests.people_for', text: `select ${START_PEOPLE} from (select $2::jsonb as definition) d` };
const nextNumber = {
  name: 'requests.next_number',
  text: `insert into app.counters (tenant_id, name, value) values ($1, 'requests', 1)
         on conflict (tenant_id, name) do update set value = app.counters.value + 1 returning value::int as number`,
};
const insert = {
  name: 'requests.insert',
  text: `with q as (
           insert into app.requests (tenant_id, id, number, request_type_id, request_type_version, requester_id, title, amount, currency, status, revision, created_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', 1, $10, $10) returning id
         ), v as (
           insert into app.revisions (tenant_id, request_id, revision, content, revision_digest, material_digest, created_by, created_at)
           values ($1, $2, 1, $11, $12, $13, $6, $10) returning revision
         ), w as (
           insert into app.request_words (tenant_id, number, word, lasting) select $1, $3, t.word, t.word = any($18::text[]) from unnest($17::text[]) as t (word) returning number
         )
         insert into app.runs (tenant_id, id, request_id, workflow_id, workflow_version, state, fact_count) values ($1, $14, $2, $15, $16, '{}', 0)`,
};
const insertRevision = {
  name: 'requests.insert_revision',
  text: `with gone as (
           delete from app.request_words where tenant_id = $1 and number = $9 and not lasting and word <> all ($10::text[]) returning number
         ), come as (
           insert into app.request_words (tenant_id, number, word, lasting) select $1, $9, t.word, t.word = any($11::text[]) from unnest($10::text[]) as t (word)
           on conflict (tenant_id, number, word) do nothing returning number
         )
         insert into app.revisions (tenant_id, request_id, revision, content, revision_digest, material_digest, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
const waitingOn = {
  name: 'requests.waiting_on',
  text: `select distinct q.id, q.number::int from app.task_candidates c
           join app.tasks t on t.tenant_id = $1 and t.id = c.task_id and t.status = 'open'
           join app.requests q on q.tenant_id = $1 and q.id = c.request_id
          where c.tenant_id = $1 and c.member_id = $3 and c.waiting and q.number > $2 order by 2 limit 200`,
};
const stopped = {
  name: 'requests.stopped_for_want_of_approver',
  text: `select q.id, q.number::int from app.requests q
           join app.runs run on run.tenant_id = $1 and run.request_id = q.id
           join app.workflow_versions w on w.tenant_id = $1 and w.workflow_id = run.workflow_id and w.version = run.workflow_version
          where q.tenant_id = $1 and q.status = 'needs_approver' and q.number > $2
            and exists (select 1 from jsonb_path_query(w.definition, '$.steps[*]') as step (value)
                         where step.value->>'id' = run.state->>'currentStepId'
                           and (step.value->'approvers'->'roleIds' ?| $3::text[] or step.value->'approvers'->'memberIds' ? $4))
          order by q.number limit 200`,
};

export class RequestRepository {
  constructor(private readonly sql: Sql) {}

  /** The file of the request that a task belongs to; unknown and foreign are both null. */
  findByTask(taskId: string): Promise<RequestFile | null> {
    return this.read(byTask, taskId, 1);
  }

  lockByTask(taskId: string): Promise<RequestFile | null> {
    return this.read(lockByTask, taskId, 3);
  }

  find(requestId: string): Promise<RequestFile | null> {
    return this.read(byRequest, requestId, 1);
  }

  lock(requestId: string): Promise<RequestFile | null> {
    return this.read(lockByRequest, requestId, 3);
  }

  /** Who could sign for a requester of this unit, by the roles and members that the definition names. */
  async peopleFor(definition: WorkflowDefinition, requesterUnit: string | null): Promise<Pick<RequestFile, 'people' | 'endpoints'>> {
    const rows = await this.sql.rows<Pick<RequestFile, 'people' | 'endpoints'>>(peopleFor, [JSON.stringify(definition), requesterUnit]);
    return rows[0] ?? { people: [], endpoints: [] };
  }

  async nextNumber(): Promise<number> {
    const rows = await this.sql.rows<{ number: number }>(nextNumber);
    if (!rows[0]) throw new Error('the counter of requests gave no number');
    return rows[0].number;
  }

  async insert(r: NewRequest): Promise<void> {
    await this.sql.rows(insert, [
      r.requestId, r.number, r.requestTypeId, r.requestTypeVersion, r.requesterId, r.title, r.amount?.amount ?? null, r.amount?.currency ?? null,
      r.at, JSON.stringify(r.content), r.revisionDigest, r.materialDigest, r.runId, r.workflowId, r.workflowVersion, r.words.all, r.words.lasting,
    ]);
  }

  async insertRevision(r: { requestId: string; revision: number; content: unknown; revisionDigest: string; materialDigest: string; createdBy: string; at: string; number: number; words: FoundBy }): Promise<void> {
    await this.sql.rows(insertRevision, [r.requestId, r.revision, JSON.stringify(r.content), r.revisionDigest, r.materialDigest, r.createdBy, r.at, r.number, r.words.all, r.words.lasting]);
  }

  /** Requests that stopped because nobody could sign at a step that names one of these roles or this member: oldest first, 200 at most, after a number. */
  listStopped(afterNumber: number, { memberId, roleIds }: { readonly memberId: string; readonly roleIds: readonly string[] }): Promise<{ id: string; number: number }[]> {
    return this.sql.rows(stopped, [afterNumber, roleIds, memberId]);
  }

  /** Requests whose open task waits for a member, the oldest first; at most 200. */
  listWaitingOn(afterNumber: number, memberId: string): Promise<{ id: string; number: number }[]> {
    return this.sql.rows(waitingOn, [afterNumber, memberId]);
  }

  save(change: RunChange): void {
    saveRun(this.sql, change);
  }

  private async read(statement: { name: string; text: string }, id: string, tries: number): Promise<RequestFile | null> {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const rows = await this.sql.rows<RequestFile>(statement, [id]);
      if (rows[0]) return rows[0];
    }
    return null;
  }
}
