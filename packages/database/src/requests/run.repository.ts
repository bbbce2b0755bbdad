import type { Fact, RunState } from '@countersign/engine';
import type { Sql } from '../platform/sql.js';

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
  readonly decision?: { readonly id: string; readonly taskId: string; readonly memberId: string; readonly verdict: string; readonly reason: string | null; readonly revision: number; readonly revisionDigest: string; readonly consequencesDigest: string };
  readonly closedTask?: { readonly number: number; readonly status: string };
  readonly openedTask?: { readonly id: string; readonly number: number; readonly stepId: string; readonly stepName: string; readonly quorum: number; readonly people: readonly { readonly memberId: string; readonly included: boolean; readonly because: string }[] };
  readonly effects: readonly { readonly id: string; readonly stepId: string; readonly stepName: string; readonly kind: string; readonly endpointId: string; readonly event: string; readonly payload: string; readonly payloadDigest: string; readonly causeId: string }[];
}

// One statement, since each further one costs the server more than most of these rows do. A run that is not where the change
// left from, be it by one fact, fails as a lost race (40001). The member stands in a "case", which no index can be asked for: an index
// that begins with the member would be read through all that waits for that member, and look as good as the task's own to a planner without statistics.
const save = {
  name: 'requests.save_run',
  text: `with run as (
           update app.runs set state = $4::jsonb, fact_count = $5 where tenant_id = $1 and id = $2 and fact_count = $5 - jsonb_array_length($6::jsonb) returning id
         ), request as (
           update app.requests set status = $4::jsonb->>'status', revision = ($4::jsonb->>'revision')::int, updated_at = $7, title = coalesce($8, title),
                  amount = case when $8::text is null then amount else $9::numeric end, currency = case when $8::text is null then currency else $10::text end
            where tenant_id = $1 and id = $3
         ), facts as (
           insert into app.facts (tenant_id, run_id, seq, at, fact)
           select $1, $2, f.seq, (f.fact->>'at')::timestamptz, f.fact from jsonb_to_recordset($6::jsonb) as f (seq int, fact jsonb) returning seq
         ), decision as (
           insert into app.decisions (tenant_id, id, task_id, request_id, member_id, verdict, reason, revision, revision_digest, consequences_digest, decided_at)
           select $1, d.id, d."taskId", $3, d."memberId", d.verdict, d.reason, d.revision, d."revisionDigest", d."consequencesDigest", $7
             from jsonb_to_recordset($11::jsonb) as d (id uuid, "taskId" uuid, "memberId" uuid, verdict text, reason text, revision int, "revisionDigest" text, "consequencesDigest" text) returning id
         ), closed as (
           update app.tasks set status = $14, closed_at = $7 where tenant_id = $1 and run_id = $2 and number = $13
         ), answered as (
           update app.task_candidates set waiting = false
            where tenant_id = $1 and task_id = coalesce($12::uuid, (select k.id from app.tasks k where k.tenant_id = $1 and k.run_id = $2 and k.number = $13)) and waiting
              and case when $13::int is null then member_id = ($11::jsonb->0->>'memberId')::uuid else true end
         ), opened as (
           insert into app.tasks (tenant_id, id, run_id, request_id, number, step_id, step_name, status, quorum, opened_at)
           select $1, o.id, $2, $3, o.number, o."stepId", o."stepName", 'open', o.quorum, $7
             from jsonb_to_recordset($15::jsonb) as o (id uuid, number int, "stepId" text, "stepName" text, quorum int) returning id
         ), candidates as (
           insert into app.task_candidates (tenant_id, task_id, member_id, request_id, included, because, waiting)
           select $1, ($15::jsonb->0->>'id')::uuid, p."memberId", $3, p.included, p.because, p.included
             from jsonb_to_recordset($15::jsonb->0->'people') as p ("memberId" uuid, included boolean, because text)
           on conflict (tenant_id, task_id, member_id) do nothing
         ), effects as (
           insert into app.effects (tenant_id, id, run_id, request_id, step_id, step_name, kind, endpoint_id, event, payload, payload_digest, revision_digest, state, wanted_at, cause_id)
           select $1, e.id, $2, $3, e."stepId", e."stepName", e.kind, e."endpointId", e.event, e.payload, e."payloadDigest", $4::jsonb->>'revisionDigest', 'wanted', $7, e."causeId"
             from jsonb_to_recordset($16::jsonb) as e (id uuid, "stepId" text, "stepName" text, kind text, "endpointId" uuid, event text, payload text, "payloadDigest" text, "causeId" uuid)
           on conflict (tenant_id, id) do nothing
         )
         select app.require_current((select count(*) from run) = 1)`,
};

/** Puts off writing the new state of a run with everything that follows from its facts. */
export function saveRun(sql: Sql, change: RunChange): void {
  const { decision, closedTask, openedTask } = change;
  sql.defer(save, [
    change.runId, change.requestId, JSON.stringify(change.state), change.factCount, JSON.stringify(change.facts), change.at,
    change.title ?? null, change.amount ?? null, change.currency ?? null,
    listOf(decision), decision?.taskId ?? null, closedTask?.number ?? null, closedTask?.status ?? null, listOf(openedTask), JSON.stringify(change.effects),
  ]);
}

const listOf = (part: object | undefined) => JSON.stringify(part === undefined ? [] : [part]);
