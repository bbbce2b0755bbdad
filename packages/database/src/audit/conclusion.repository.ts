import type { Sql } from '../platform/sql.js';

/** What a change leaves behind besides its own rows. */
export interface Conclusion {
  readonly audit: readonly { readonly id: string; readonly canonical: string }[];
  readonly usage?: readonly { readonly meter: string; readonly subjectId: string; readonly quantity: string; readonly at: string }[];
  readonly jobs?: readonly { readonly queue: string; readonly data: Readonly<Record<string, string>>; readonly delayMs: number }[];
  readonly key?: { readonly actorId: string; readonly operation: string; readonly key: string; readonly reply: string; readonly receipt: string };
}

// A claim on the key that is gone fails as a lost race (40001): its answer would be kept nowhere.
const conclude = {
  name: 'audit.conclude',
  text: `with entries as (
           insert into app.audit_entries (tenant_id, id, canonical)
           select $1, a.id, convert_to(a.canonical, 'UTF8') from unnest($2::uuid[], $3::text[]) as a (id, canonical) returning id
         ), usage as (
           insert into app.usage_events (tenant_id, meter, subject_id, quantity, at)
           select $1, u.meter, u."subjectId", u.quantity, u.at from jsonb_to_recordset($4::jsonb) as u (meter text, "subjectId" uuid, quantity numeric, at timestamptz)
           on conflict (tenant_id, meter, subject_id) do nothing
         ), answer as (
           update app.idempotency_keys set reply = $9, receipt = $10 where tenant_id = $1 and actor_id = $6 and operation = $7 and key = $8 returning key
         )
         select app.require_current($8::text is null or (select count(*) from answer) = 1),
                (select count(app.enqueue($1, j.queue, j.data, j."delayMs")) from jsonb_to_recordset($5::jsonb) as j (queue text, data jsonb, "delayMs" int))`,
};

/** Puts off writing audit, usage, jobs and the answer under its key. */
export function concludeWith(sql: Sql, { audit, usage = [], jobs = [], key }: Conclusion): void {
  const ids = audit.map(({ id }) => id);
  const texts = audit.map(({ canonical }) => canonical);
  sql.defer(conclude, [ids, texts, JSON.stringify(usage), JSON.stringify(jobs), key?.actorId ?? null, key?.operation ?? null, key?.key ?? null, key?.reply ?? null, key?.receipt ?? null]);
}
