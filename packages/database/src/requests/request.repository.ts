import type { OutlineStep } from '@countersign/engine';
import type { Sql } from '../platform/sql.js';
import { findFile, findPeople, type Asker, type People, type RequestFile } from './request-file.repository.js';
import { noteRevoked, saveRun, type RunChange } from './run.repository.js';
import { findNotApproved, type NotApproved } from './not-approved.repository.js';
import { findStanding, type Standing } from './standing.repository.js';
import { TimerRepository } from '../timers/timer.repository.js';

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

// A statement of its own, before the one that reads: what is read in the statement that waits is from before the wait, such as who may sign.
const lockByTask = { name: 'requests.lock_by_task', text: 'select run.id from app.runs run where run.tenant_id = $1 and run.id = (select x.run_id from app.tasks x where x.tenant_id = $1 and x.id = $2) for update' };
const lockByRequest = { name: 'requests.lock_by_request', text: 'select run.id from app.runs run where run.tenant_id = $1 and run.request_id = $2 for update' };

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
          where c.tenant_id = $1 and c.member_id = any ($3::uuid[]) and c.waiting and q.number > $2 order by 2 limit 200`,
};

export class RequestRepository {
  constructor(private readonly sql: Sql) {}

  /** The file of the request that a task belongs to; unknown and foreign are both null. */
  findByTask(taskId: string): Promise<RequestFile | null> {
    return findFile(this.sql, 'task', taskId);
  }

  async lockByTask(taskId: string): Promise<RequestFile | null> {
    const [, file] = await Promise.all([this.sql.rows(lockByTask, [taskId]), this.findByTask(taskId)]);
    return file;
  }

  find(requestId: string): Promise<RequestFile | null> {
    return findFile(this.sql, 'request', requestId);
  }

  async lock(requestId: string): Promise<RequestFile | null> {
    const [, file] = await Promise.all([this.sql.rows(lockByRequest, [requestId]), this.find(requestId)]);
    return file;
  }

  /** Who could sign for somebody, by what an outline names. */
  peopleFor(outline: readonly OutlineStep[], asker: Asker): Promise<People> {
    return findPeople(this.sql, outline, asker);
  }

  /** What a member is in the company, as conditions read it. */
  standingOf(memberId: string): Promise<Standing> {
    return findStanding(this.sql, memberId);
  }

  /** What was decided on a request that was no approval, as conditions read it. */
  notApprovedOf(requestId: string): Promise<readonly NotApproved[]> {
    return findNotApproved(this.sql, requestId);
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

  /** Requests whose open task waits for one of these members, the oldest first; at most 200. */
  listWaitingOn(afterNumber: number, memberIds: readonly string[]): Promise<{ id: string; number: number }[]> {
    return this.sql.rows(waitingOn, [afterNumber, memberIds]);
  }

  /** To be saved with the change that takes it back. */
  noteRevoked(taskId: string, memberId: string, at: Date): void {
    noteRevoked(this.sql, taskId, memberId, at);
  }

  save(change: RunChange): void {
    saveRun(this.sql, change);
    new TimerRepository(this.sql).insert(change.requestId, change.timers);
  }
}
