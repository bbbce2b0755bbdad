import { pinRecord, wantRecords, type WantedRecord } from '../outside-records/outside-record.repository.js';
import type { Fact, RunState } from '@countersign/engine';
import { composer } from '../platform/compose.js';
import type { Sql } from '../platform/sql.js';
import type { NewTimer } from '../timers/timer.repository.js';

/** What one command made true, as it is written. */
export interface RunChange {
  readonly runId: string;
  readonly requestId: string;
  readonly at: string;
  readonly state: RunState;
  readonly factCount: number;
  readonly facts: readonly { readonly seq: number; readonly fact: Fact }[];
  readonly title?: string;
  readonly amount?: string | null;
  readonly currency?: string | null;
  readonly decision?: { readonly id: string; readonly taskId: string; readonly memberId: string; /** Whose place among those asked it took: the member's own, or that of whom they act for. */ readonly candidateId: string; /** That other, or null. */ readonly onBehalfOf: string | null; readonly verdict: string; readonly reason: string | null; readonly revision: number; readonly revisionDigest: string; readonly consequencesDigest: string; /** The record of another system that was shown, where the step looks at one. */ readonly recordId?: string | null };
  readonly closedTasks: readonly { readonly id: string; readonly status: string }[];
  /** `status` is another than open where the task was closed at once. */
  readonly openedTasks: readonly OpenedTask[];
  /** Who is asked in tasks that were open already. Whoever was asked and is not among them waits no more. */
  readonly askedTasks: readonly { readonly id: string; readonly byMemberId: string | null; /** How many must sign it. */ readonly quorum: number; readonly people: readonly { readonly memberId: string; readonly because: string; readonly waiting: boolean }[] }[];
  readonly timers: readonly NewTimer[];
  /** To be read before somebody signs. */
  readonly records: readonly WantedRecord[];
  readonly effects: readonly { readonly id: string; readonly stepId: string; readonly stepName: string; readonly kind: string; readonly endpointId: string | null; readonly connectionId: string | null; readonly bindingDigest: string | null; readonly event: string; readonly payload: string; readonly payloadDigest: string; readonly waitsForPrevious: boolean; readonly onFailure: string; /** Of a call: where its answer says which record of a set it is about. */ readonly recordSetId: string | null; readonly recordPointer: string | null; readonly causeId: string }[];
}

export interface OpenedTask {
  readonly id: string;
  readonly number: number;
  readonly stepId: string;
  readonly stepName: string;
  readonly status: string;
  readonly quorum: number;
  /** RFC 3339. */
  readonly dueAt: string | null;
  readonly people: readonly { readonly memberId: string; readonly included: boolean; readonly because: string; readonly waiting: boolean }[];
}

// One statement, since each further one costs the server more than most of these rows do; and only with the parts that a change has, as `composer` says.
// A run that is not where the change left from, be it by one fact, fails as a lost race (40001).
const parts = {
  run: { with: `run as (
           update app.runs set state = {state}::jsonb, fact_count = {factCount} where tenant_id = $1 and id = {run} and fact_count = {factCount} - jsonb_array_length({facts}::jsonb) returning id
         )`, select: 'app.require_current((select count(*) from run) = 1)' },
  request: { with: `request as (
           update app.requests set status = {state}::jsonb->>'status', revision = ({state}::jsonb->>'revision')::int, updated_at = {at} where tenant_id = $1 and id = {request}
         )` },
  content: { with: `request as (
           update app.requests set status = {state}::jsonb->>'status', revision = ({state}::jsonb->>'revision')::int, updated_at = {at}, title = {title}, amount = {amount}::numeric, currency = {currency}
            where tenant_id = $1 and id = {request}
         )` },
  facts: { with: `facts as (
           insert into app.facts (tenant_id, run_id, seq, at, fact)
           select $1, {run}, f.seq, (f.fact->>'at')::timestamptz, f.fact from jsonb_to_recordset({facts}::jsonb) as f (seq int, fact jsonb) returning seq
         )` },
  decision: { with: `decision as (
           insert into app.decisions (tenant_id, id, task_id, request_id, member_id, on_behalf_of, verdict, reason, revision, revision_digest, consequences_digest, decided_at)
           select $1, d.id, d."taskId", {request}, d."memberId", d."onBehalfOf", d.verdict, d.reason, d.revision, d."revisionDigest", d."consequencesDigest", {at}
             from jsonb_to_recordset({decision}::jsonb) as d (id uuid, "taskId" uuid, "memberId" uuid, "onBehalfOf" uuid, verdict text, reason text, revision int, "revisionDigest" text, "consequencesDigest" text) returning id
         )` },
  // By the request too: whichever index the planner takes, it leads to a few rows.
  closed: { with: `closed as (
           update app.tasks set status = ({closedAs}::text[])[array_position({closedIds}::uuid[], id)], closed_at = {at} where tenant_id = $1 and request_id = {request} and id = any ({closedIds}::uuid[])
         )` },
  // The member stands in a "case", which no index can be asked for: an index that begins with the member would be read through all that waits
  // for that member, and look as good as the task's own to a planner without statistics. "waiting" is compared as a number for the same reason,
  // and the tasks are a plain parameter: under row security an expression such as coalesce() is not let into an index, and all candidates of the tenant would be read.
  answered: { with: `answered as (
           update app.task_candidates set waiting = false
            where tenant_id = $1 and task_id = any ({touchedIds}::uuid[]) and waiting::int = 1
              and case when task_id = any ({closedIds}::uuid[]) then true else member_id = {candidateId}::uuid end
         )` },
  opened: { with: `opened as (
           insert into app.tasks (tenant_id, id, run_id, request_id, number, step_id, step_name, status, quorum, due_at, opened_at, closed_at)
           select $1, o.id, {run}, {request}, o.number, o."stepId", o."stepName", o.status, o.quorum, o."dueAt", {at}, case when o.status = 'open' then null else {at}::timestamptz end
             from jsonb_to_recordset({opened}::jsonb) as o (id uuid, number int, "stepId" text, "stepName" text, status text, quorum int, "dueAt" timestamptz) returning id
         ), candidates as (
           insert into app.task_candidates (tenant_id, task_id, member_id, request_id, included, because, waiting)
           select $1, o.id, p."memberId", {request}, p.included, p.because, p.waiting
             from jsonb_to_recordset({opened}::jsonb) as o (id uuid, people jsonb)
             cross join lateral jsonb_to_recordset(o.people) as p ("memberId" uuid, included boolean, because text, waiting boolean)
           on conflict (tenant_id, task_id, member_id) do nothing
         )` },
  effects: { with: `effects as (
           insert into app.effects (tenant_id, id, run_id, request_id, step_id, step_name, kind, endpoint_id, connection_id, binding_digest, event, payload, payload_digest, revision_digest, state, waits_for_previous, on_failure, record_set_id, record_pointer, wanted_at, cause_id)
           select $1, e.id, {run}, {request}, e."stepId", e."stepName", e.kind, e."endpointId", e."connectionId", e."bindingDigest", e.event, e.payload, e."payloadDigest", {state}::jsonb->>'revisionDigest', 'wanted', e."waitsForPrevious", e."onFailure", e."recordSetId", e."recordPointer", {at}, e."causeId"
             from jsonb_to_recordset({effects}::jsonb) as e (id uuid, "stepId" text, "stepName" text, kind text, "endpointId" uuid, "connectionId" uuid, "bindingDigest" text, event text, payload text, "payloadDigest" text, "waitsForPrevious" boolean, "onFailure" text, "recordSetId" uuid, "recordPointer" text, "causeId" uuid)
           on conflict (tenant_id, id) do nothing
         )` },
};
type Part = keyof typeof parts;
type Value = 'run' | 'request' | 'state' | 'factCount' | 'facts' | 'at' | 'title' | 'amount' | 'currency' | 'decision' | 'closedIds' | 'closedAs' | 'touchedIds' | 'candidateId' | 'opened' | 'effects';
const saveOf = composer<Part, Value>('requests.save_run', parts);

const revoke = { name: 'requests.revoke_decision', text: 'update app.decisions set revoked_at = $4 where tenant_id = $1 and task_id = $2 and member_id = $3' };

/** Puts off noting that a member took back what they decided on a task; the decision stays on record. */
export function noteRevoked(sql: Sql, taskId: string, memberId: string, at: Date): void {
  sql.defer(revoke, [taskId, memberId, at]);
}

// Seldom, and so a statement of its own: others are asked, besides or instead.
const ask = {
  name: 'requests.ask_others',
  text: `with gone as (
           update app.task_candidates c set waiting = false from jsonb_to_recordset($3::jsonb) as t (id uuid, people jsonb)
            where c.tenant_id = $1 and c.task_id = t.id and c.waiting::int = 1
              and not exists (select 1 from jsonb_to_recordset(t.people) as p ("memberId" uuid) where p."memberId" = c.member_id) returning c.member_id
         ), counted as (
           update app.tasks k set quorum = t.quorum from jsonb_to_recordset($3::jsonb) as t (id uuid, quorum int) where k.tenant_id = $1 and k.id = t.id and k.quorum <> t.quorum returning k.id
         )
         insert into app.task_candidates (tenant_id, task_id, member_id, request_id, included, because, waiting, asked_by)
         select $1, t.id, p."memberId", $2, true, p.because, p.waiting, t."byMemberId"
           from jsonb_to_recordset($3::jsonb) as t (id uuid, "byMemberId" uuid, people jsonb)
           cross join lateral jsonb_to_recordset(t.people) as p ("memberId" uuid, because text, waiting boolean)
         on conflict (tenant_id, task_id, member_id) do update
            set waiting = excluded.waiting, included = true,
                because = case when task_candidates.included then task_candidates.because else excluded.because end,
                asked_by = case when task_candidates.included then task_candidates.asked_by else excluded.asked_by end`,
};

/** Puts off writing the new state of a run with everything that follows from its facts. */
export function saveRun(sql: Sql, change: RunChange): void {
  const { decision, closedTasks, openedTasks, effects, facts, title } = change;
  const closedIds = closedTasks.map(({ id }) => id);
  const touchedIds = decision && !closedIds.includes(decision.taskId) ? [...closedIds, decision.taskId] : closedIds;
  const wanted: readonly Part[] = [
    'run', title === undefined ? 'request' : 'content', ...(facts.length > 0 ? (['facts'] as const) : []), ...(decision ? (['decision'] as const) : []),
    ...(closedIds.length > 0 ? (['closed'] as const) : []), ...(touchedIds.length > 0 ? (['answered'] as const) : []),
    ...(openedTasks.length > 0 ? (['opened'] as const) : []), ...(effects.length > 0 ? (['effects'] as const) : []),
  ];
  const values: { readonly [name in Value]: unknown } = {
    run: change.runId, request: change.requestId, state: JSON.stringify(change.state), factCount: change.factCount, facts: JSON.stringify(facts), at: change.at,
    title, amount: change.amount ?? null, currency: change.currency ?? null, decision: JSON.stringify([decision]),
    closedIds, closedAs: closedTasks.map(({ status }) => status), touchedIds, candidateId: decision?.candidateId ?? null, opened: JSON.stringify(openedTasks), effects: JSON.stringify(effects),
  };
  const { statement, takes } = saveOf(wanted);
  sql.defer(statement, takes.map((name) => values[name]));
  wantRecords(sql, change.requestId, change.at, change.records);
  if (decision?.recordId) pinRecord(sql, decision.id, decision.recordId);
  if (change.askedTasks.length > 0) sql.defer(ask, [change.requestId, JSON.stringify(change.askedTasks)]);
}
