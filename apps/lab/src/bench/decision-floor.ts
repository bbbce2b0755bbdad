import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Tables that one decision writes. */
const written = ['requests', 'runs', 'tasks', 'task_candidates', 'decisions', 'facts', 'audit_entries', 'usage_events', 'idempotency_keys', 'notifications', 'effects'] as const;

/** A decision that went through the whole product: its bytes are what the floor writes too. */
interface Example {
  readonly tenantId: string;
  readonly requestId: string;
  readonly memberId: string;
  readonly values: readonly unknown[];
}

export type FloorRows = 'all' | 'without effect and job';

/**
 * The least that recording a decision can cost: the rows of one decision, in one statement that is one transaction and one round
 * trip, prepared once, in copies of the product's tables with their constraints and indexes and without row security.
 */
export class DecisionFloor {
  private next = 0;

  private constructor(
    private readonly clients: readonly pg.Client[],
    private readonly example: Example,
    private readonly work: readonly { readonly requestId: string; readonly runId: string; readonly taskId: string }[],
  ) {}

  /** Copies the tables, and lays out `count` requests that wait for a decision. `requestId` names one that was decided over HTTP. */
  static async prepare(options: { readonly adminUrl: string; readonly connections: number; readonly requestId: string; readonly count: number }): Promise<DecisionFloor> {
    const clients = Array.from({ length: options.connections }, () => new pg.Client({ connectionString: options.adminUrl }));
    await Promise.all(clients.map((client) => client.connect()));
    const [first] = clients;
    if (first === undefined) throw new Error('a floor needs a connection');
    await copyTables(first);
    const example = await readExample(first, options.requestId);
    return new DecisionFloor(clients, example, await layOut(first, example, options.count));
  }

  /** Writes one decision on the connection with this number. */
  async decide(connection: number, rows: FloorRows): Promise<void> {
    const item = this.work[this.next++];
    const client = this.clients[connection];
    if (item === undefined || client === undefined) throw new Error('the floor has no more requests laid out');
    const { tenantId, memberId, values } = this.example;
    const { name, text } = statements[rows];
    await client.query({ name, text, values: [tenantId, item.runId, item.requestId, item.taskId, memberId, randomUUID(), randomUUID(), ...values] });
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end()));
  }
}

async function copyTables(client: pg.Client): Promise<void> {
  await client.query('create schema floor');
  // What they refer to is read from the catalogue: a table that a later migration makes is part of what a decision costs too.
  const { rows: references } = await client.query<{ table: string; referred: string; definition: string }>(
    `select t.relname as table, r.relname as referred, pg_get_constraintdef(c.oid) as definition
       from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class r on r.oid = c.confrelid where c.contype = 'f' and c.conrelid = any ($1::regclass[])`,
    [written.map((table) => `app.${table}`)],
  );
  const referred = [...new Set(references.map((reference) => reference.referred))].filter((table) => !written.some((each) => each === table));
  for (const table of [...referred, ...written]) await client.query(`create table floor.${table} (like app.${table} including all)`);
  const { rows: jobs } = await client.query<{ table: string }>(`select tableoid::regclass::text as table from pgboss.job where name = 'effects' limit 1`);
  await client.query(`create table floor.job (like ${jobs[0]?.table ?? 'pgboss.job'} including all)`);
  for (const table of referred) if (table !== 'revisions') await client.query(`insert into floor.${table} select * from app.${table}`);
  for (const { table, definition } of references) await client.query(`alter table floor.${table} add ${definition.replace('REFERENCES app.', 'REFERENCES floor.')}`);
}

async function readExample(client: pg.Client, requestId: string): Promise<Example> {
  const { rows } = await client.query<{ tenantId: string; memberId: string; values: unknown[] }>(
    `select d.tenant_id as "tenantId", d.member_id as "memberId", jsonb_build_array(
       r.state::text, r.fact_count, (select jsonb_agg(jsonb_build_object('seq', f.seq, 'fact', f.fact) order by f.seq)::text from app.facts f where f.tenant_id = d.tenant_id and f.run_id = r.id and f.seq > 2),
       d.revision_digest, d.consequences_digest, (select convert_from(a.canonical, 'UTF8') from app.audit_entries a where a.tenant_id = d.tenant_id and a.subject_id = d.request_id::text and a.action = 'request.decided'),
       i.actor_id, i.operation, i.body_digest, i.reply, i.receipt,
       e.step_id, e.step_name, e.endpoint_id, e.event, e.payload, e.payload_digest, n.member_id, n.kind) as values
     from app.decisions d
     join app.runs r on r.tenant_id = d.tenant_id and r.request_id = d.request_id
     join app.effects e on e.tenant_id = d.tenant_id and e.request_id = d.request_id
     join app.notifications n on n.tenant_id = d.tenant_id and n.request_id = d.request_id and n.by_member_id = d.member_id
     cross join lateral (select * from app.idempotency_keys k where k.tenant_id = d.tenant_id and k.operation = 'decideRequest' and k.reply is not null limit 1) i
     where d.request_id = $1`,
    [requestId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('there is no decided request to take as the example');
  return { ...row, requestId };
}

async function layOut(client: pg.Client, { requestId }: Example, count: number): Promise<{ requestId: string; runId: string; taskId: string }[]> {
  await client.query('create table floor.work as select n, uuidv7() as request_id, uuidv7() as run_id, uuidv7() as task_id from generate_series(1, $1::int) n', [count]);
  const copies: readonly (readonly [table: string, keys: readonly string[], changes: string])[] = [
    ['requests', [], `'id', w.request_id, 'number', 1000000 + w.n, 'status', 'open'`],
    ['revisions', ['request_id'], `'request_id', w.request_id`],
    ['runs', ['request_id'], `'id', w.run_id, 'request_id', w.request_id, 'fact_count', 2`],
    ['tasks', ['request_id'], `'id', w.task_id, 'run_id', w.run_id, 'request_id', w.request_id, 'status', 'open', 'closed_at', null`],
    ['task_candidates', ['request_id'], `'task_id', w.task_id, 'request_id', w.request_id, 'waiting', true`],
  ];
  for (const [table, [key = 'id'], changes] of copies) {
    await client.query(
      `insert into floor.${table} select c.* from app.${table} t cross join floor.work w cross join lateral jsonb_populate_record(t, jsonb_build_object(${changes})) c where t.${key} = $1`,
      [requestId],
    );
  }
  await client.query('analyze');
  const { rows } = await client.query<{ requestId: string; runId: string; taskId: string }>('select request_id as "requestId", run_id as "runId", task_id as "taskId" from floor.work order by n');
  return rows;
}

const base = `
  with r as (update floor.runs set state = $8::jsonb, fact_count = $9 where tenant_id = $1 and id = $2),
  q as (update floor.requests set status = 'approved', updated_at = now() where tenant_id = $1 and id = $3),
  t as (update floor.tasks set status = 'approved', closed_at = now() where tenant_id = $1 and id = $4),
  c as (update floor.task_candidates set waiting = false where tenant_id = $1 and task_id = $4 and member_id = $5),
  d as (insert into floor.decisions (tenant_id, id, task_id, request_id, member_id, verdict, revision, revision_digest, consequences_digest, decided_at) values ($1, $6, $4, $3, $5, 'approve', 1, $11, $12, now())),
  f as (insert into floor.facts (tenant_id, run_id, seq, at, fact) select $1, $2, x.seq, now(), x.fact from jsonb_to_recordset($10::jsonb) as x (seq int, fact jsonb)),
  a as (insert into floor.audit_entries (tenant_id, id, canonical) values ($1, $7, convert_to($13, 'UTF8'))),
  u as (insert into floor.usage_events (tenant_id, meter, subject_id, quantity, at) values ($1, 'decision', $6, 1, now())),
  i as (insert into floor.idempotency_keys (tenant_id, actor_id, operation, key, body_digest, reply, receipt) values ($1, $14, $15, $6::text, $16, $17, $18)),
  n as (insert into floor.notifications (tenant_id, member_id, entry_id, request_id, kind, because, request_status, by_member_id, at) values ($1, $25, $7, $3, $26, 'watch', 'approved', $5, now()))`;
const effect = `,
  e as (insert into floor.effects (tenant_id, id, run_id, request_id, step_id, step_name, kind, endpoint_id, event, payload, payload_digest, revision_digest, state, wanted_at, cause_id)
        values ($1, $7, $2, $3, $19, $20, 'webhook', $21, $22, $23, $24, $11, 'wanted', now(), $7)),
  j as (insert into floor.job (name, data, group_id, policy) values ('effects', jsonb_build_object('effectId', $7::text, 'tenantId', $1::text), $1::text, 'standard'))`;
// The same parameters, so that both variants send the same bytes.
const unused = `,
  z as (select $19::text, $20::text, $21::uuid, $22::text, $23::text, $24::text)`;

const statements: { readonly [rows in FloorRows]: { readonly name: string; readonly text: string } } = {
  all: { name: 'floor all', text: `${base}${effect} select 1` },
  'without effect and job': { name: 'floor less', text: `${base}${unused} select 1` },
};
