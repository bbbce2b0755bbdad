import { composer } from '../platform/compose.js';
import type { Sql } from '../platform/sql.js';

/** An act that is told of: to those who are mentioned, and, where it is said so, to those who watch the request. Never to who acted. */
export interface ToldAct {
  /** Of the audit entry; the notifications are named by it. */
  readonly entryId: string;
  readonly requestId: string;
  readonly kind: string;
  readonly requestStatus: string;
  readonly byMemberId: string | null;
  readonly at: string;
  readonly mentionedIds: readonly string[];
  readonly askedIds: readonly string[];
  readonly toWatchers: boolean;
  /** Of the webhook endpoint, where the act is about one. */
  readonly endpointId?: string | null;
  /** Of the connection, the same. */
  readonly connectionId?: string | null;
  /** Of the effect, where what is told is its text. */
  readonly effectId?: string | null;
}

/** What a change leaves behind besides its own rows. */
export interface Conclusion {
  readonly audit: readonly { readonly id: string; readonly canonical: string }[];
  readonly usage?: readonly { readonly meter: string; readonly subjectId: string; readonly quantity: string; readonly at: string }[];
  readonly jobs?: readonly { readonly queue: string; readonly data: Readonly<Record<string, string>>; readonly delayMs: number }[];
  readonly told?: readonly ToldAct[];
  readonly key?: { readonly actorId: string; readonly operation: string; readonly key: string; readonly reply: string; readonly receipt: string };
}

// A claim on the key that is gone fails as a lost race (40001): its answer would be kept nowhere.
// Listeners are looked up by their keys: without the offset, which keeps them a question of its own, all members of the company are read for each act.
const parts = {
  entries: { with: `entries as (
           insert into app.audit_entries (tenant_id, id, canonical)
           select $1, a.id, convert_to(a.canonical, 'UTF8') from unnest({ids}::uuid[], {texts}::text[]) as a (id, canonical) returning id
         )`, select: '(select count(*) from entries)' },
  usage: { with: `usage as (
           insert into app.usage_events (tenant_id, meter, subject_id, quantity, at)
           select $1, u.meter, u."subjectId", u.quantity, u.at from jsonb_to_recordset({usage}::jsonb) as u (meter text, "subjectId" uuid, quantity numeric, at timestamptz)
           on conflict (tenant_id, meter, subject_id) do nothing
         )` },
  told: { with: `told as (
           insert into app.notifications (tenant_id, member_id, entry_id, request_id, kind, because, request_status, by_member_id, endpoint_id, connection_id, effect_id, at)
           select $1, m.id, act."entryId", act."requestId", case when m.id = any (act."mentionedIds") then 'mentioned' else act.kind end,
                  case when m.id = any (act."mentionedIds") then 'mention' when m.id = any (act."askedIds") then 'asked' else 'watch' end, act."requestStatus", act."byMemberId", act."endpointId", act."connectionId", act."effectId", act.at
             from jsonb_to_recordset({told}::jsonb) as act ("entryId" uuid, "requestId" uuid, kind text, "requestStatus" text, "byMemberId" uuid, "endpointId" uuid, "connectionId" uuid, "effectId" uuid, at timestamptz, "mentionedIds" uuid[], "askedIds" uuid[], "toWatchers" boolean)
            cross join lateral (
                   select m.id from app.members m
                    where m.tenant_id = $1 and m.deactivated_at is null and m.id is distinct from act."byMemberId" and m.id = any (array(
                   select unnest(act."mentionedIds" || act."askedIds")
                   union all
                   select q.requester_id from app.requests q
                    where q.tenant_id = $1 and q.id = act."requestId" and act."toWatchers"
                      and not exists (select 1 from app.request_watchers own where own.tenant_id = $1 and own.request_id = q.id and own.member_id = q.requester_id and not own.watching)
                   union all
                   select w.member_id from app.request_watchers w where w.tenant_id = $1 and w.request_id = act."requestId" and w.watching and act."toWatchers")) offset 0) as m (id)
           on conflict (tenant_id, member_id, entry_id) do nothing
         )` },
  answer: { with: `answer as (
           update app.idempotency_keys set reply = {reply}, receipt = {receipt} where tenant_id = $1 and actor_id = {actorId} and operation = {operation} and key = {key} returning key
         )`, select: 'app.require_current((select count(*) from answer) = 1)' },
  jobs: { select: '(select count(app.enqueue($1, j.queue, j.data, j."delayMs")) from jsonb_to_recordset({jobs}::jsonb) as j (queue text, data jsonb, "delayMs" int))' },
};
type Part = keyof typeof parts;
type Value = 'ids' | 'texts' | 'usage' | 'told' | 'reply' | 'receipt' | 'actorId' | 'operation' | 'key' | 'jobs';
const conclusionOf = composer<Part, Value>('audit.conclude', parts);

/** Puts off writing audit, usage, jobs, who is told, and the answer under its key. */
export function concludeWith(sql: Sql, { audit, usage = [], jobs = [], told = [], key }: Conclusion): void {
  const wanted: readonly Part[] = [
    'entries', ...(usage.length > 0 ? (['usage'] as const) : []), ...(told.length > 0 ? (['told'] as const) : []),
    ...(key ? (['answer'] as const) : []), ...(jobs.length > 0 ? (['jobs'] as const) : []),
  ];
  const values: { readonly [name in Value]: unknown } = {
    ids: audit.map(({ id }) => id), texts: audit.map(({ canonical }) => canonical), usage: JSON.stringify(usage), told: JSON.stringify(told), jobs: JSON.stringify(jobs),
    reply: key?.reply, receipt: key?.receipt, actorId: key?.actorId, operation: key?.operation, key: key?.key,
  };
  const { statement, takes } = conclusionOf(wanted);
  sql.defer(statement, takes.map((name) => values[name]));
}
