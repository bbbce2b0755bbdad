import type pg from 'pg';

/** The request that is copied. The same ids stand in every tenant that is a copy. */
export interface Example {
  readonly tenantId: string;
  readonly requestId: string;
  readonly runId: string;
}

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Tables with a tenant_id, and their columns that can be written. */
const tablesText = `
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
   where n.nspname = 'app' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
   group by c.oid, c.relname having bool_or(a.attname = 'tenant_id') order by c.relname`;

/** What is found by the request itself, by its run, and by its id as an audit entry's subject. */
const ownKeys: { readonly [table: string]: string } = { requests: 'id', facts: 'run_id', audit_entries: 'subject_id' };
/** What has a new value in every copy; other columns are as in the example. */
const newIds: { readonly [column: string]: string } = { request_id: 'w.request_id', run_id: 'w.run_id', task_id: 'w.task_id', effect_id: 'w.effect_id', delivery_id: 'w.delivery_id', number: 'w.number', requester_id: 'w.requester_id', created_by: 'w.requester_id', entry_id: 'uuidv7()', member_id: 'case when w.signed_by_the_same then t.member_id else w.signer_id end' };
const idOf: { readonly [table: string]: string } = { requests: 'w.request_id', runs: 'w.run_id', tasks: 'w.task_id', effects: 'w.effect_id', webhook_deliveries: 'w.delivery_id' };
/** What stands in a copy that nobody has signed yet. Its decision and effect are copied too: no statement that is measured asks for them by the task. */
const waitingValues: { readonly [column: string]: string } = { 'requests.status': `'open'`, 'tasks.status': `'open'`, 'tasks.closed_at': 'null', 'task_candidates.waiting': 'true' };
const batch = 20_000;
const peopleCount = 101;

/** Makes rows in bulk, past the product: as the administrator of a database that is thrown away, without triggers. */
export class Grower {
  private constructor(
    private readonly client: pg.Client,
    private readonly tables: readonly Table[],
  ) {}

  static async open(client: pg.Client): Promise<Grower> {
    await client.query("set session_replication_role = 'replica'");
    const { rows } = await client.query<Table>(tablesText);
    return new Grower(client, rows);
  }

  /** Copies a request of one task that has ended, with all that hangs on it, so many times; every sixth still waits for its signature. */
  async addRequests(example: Example, count: number): Promise<void> {
    for (let left = count; left > 0; left -= batch) await this.addBatch(example, Math.min(left, batch));
  }

  /** Copies a tenant whole, under the same ids: every key carries the tenant. */
  async addTenants(tenantId: string, count: number): Promise<string[]> {
    await this.client.query('drop table if exists grown');
    await this.client.query('create temp table grown as select n, gen_random_uuid() as tenant_id from generate_series(1, $1::int) n', [count]);
    for (const { name, columns } of this.tables) {
      const values = columns.map((column) => (column === 'tenant_id' ? 'w.tenant_id' : `t.${quote(column)}`));
      await this.client.query(`insert into app.${quote(name)} (${columns.map(quote).join(', ')}) select ${values.join(', ')} from app.${quote(name)} t cross join grown w where t.tenant_id = $1`, [tenantId]);
    }
    return (await this.client.query<{ id: string }>('select tenant_id as id from grown order by n')).rows.map(({ id }) => id);
  }

  async analyze(): Promise<void> {
    await this.client.query('vacuum analyze');
  }

  /** Members who ask and sign, as many as a company of some size has: requests and signatures are spread over them. */
  private async addPeople(tenantId: string, requestId: string): Promise<void> {
    await this.client.query('create temp table if not exists people (tenant_id uuid, n bigint, id uuid)');
    const { rowCount } = await this.client.query('select 1 from people where tenant_id = $1 limit 1', [tenantId]);
    if (rowCount !== 0) return;
    await this.client.query('insert into people select $1, n, gen_random_uuid() from generate_series(0, $2::int - 1) n', [tenantId, peopleCount]);
    await this.addMembersAs('people', tenantId, requestId);
  }

  /** Members who do nothing, each with the roles of whoever asked for the example. */
  async addMembers({ tenantId, requestId }: Example, count: number): Promise<void> {
    await this.client.query('create temp table idle as select $1::uuid as tenant_id, n, gen_random_uuid() as id from generate_series(1, $2::int) n', [tenantId, count]);
    await this.addMembersAs('idle', tenantId, requestId);
    await this.client.query(
      'insert into app.member_roles select (x).* from (select jsonb_populate_record(mr, jsonb_build_object(\'member_id\', p.id)) as x from app.requests q join app.member_roles mr on mr.tenant_id = q.tenant_id and mr.member_id = q.requester_id cross join idle p where q.tenant_id = $1 and q.id = $2) y',
      [tenantId, requestId],
    );
  }

  private async addMembersAs(table: 'people' | 'idle', tenantId: string, requestId: string): Promise<void> {
    const columns = this.tables.find(({ name }) => name === 'members')?.columns ?? [];
    const changed: { readonly [column: string]: string } = { id: 'p.id', user_id: 'gen_random_uuid()', email: `p.id || '@flat.example'` };
    await this.client.query(
      `insert into app.members (${columns.map(quote).join(', ')}) select ${columns.map((column) => changed[column] ?? `m.${quote(column)}`).join(', ')}
         from app.requests q join app.members m on m.tenant_id = q.tenant_id and m.id = q.requester_id cross join ${table} p where q.tenant_id = $1 and q.id = $2 and p.tenant_id = $1`,
      [tenantId, requestId],
    );
  }

  private async addBatch({ tenantId, requestId, runId }: Example, count: number): Promise<void> {
    await this.addPeople(tenantId, requestId);
    await this.client.query('drop table if exists grown');
    const { rows: [counter] } = await this.client.query<{ value: string }>(`update app.counters set value = value + $2 where tenant_id = $1 and name = 'requests' returning value`, [tenantId, count]);
    await this.client.query(
      `create temp table grown as select $2::bigint - $1::bigint + g.n as number, uuidv7() as request_id, uuidv7() as run_id, uuidv7() as task_id, uuidv7() as effect_id, uuidv7() as delivery_id,
              r.id as requester_id, s.id as signer_id, g.n % 2 = 0 as signed_by_the_same, g.n % 6 = 3 as waits
         from generate_series(1, $1::int) as g (n) join people r on r.tenant_id = $3::uuid and r.n = g.n % $4::int join people s on s.tenant_id = $3::uuid and s.n = (g.n * 7 + 1) % $4::int`,
      [count, counter?.value ?? count, tenantId, peopleCount],
    );
    for (const { name, columns } of this.tables) {
      const key = ownKeys[name] ?? (columns.includes('request_id') ? 'request_id' : null);
      if (key === null) continue;
      const values = columns.map((column) => valueOf(name, column));
      await this.client.query(
        `insert into app.${quote(name)} (${columns.map(quote).join(', ')}) select ${values.join(', ')} from app.${quote(name)} t cross join grown w where t.tenant_id = $1 and t.${key}::text = $2::text`,
        [tenantId, key === 'run_id' ? runId : requestId],
      );
    }
  }
}

function valueOf(table: string, column: string): string {
  if (column === 'id') return idOf[table] ?? 'uuidv7()';
  if (column === 'canonical') return `convert_to(replace(convert_from(t.canonical, 'UTF8'), t.subject_id, w.request_id::text), 'UTF8')`;
  const whileWaiting = waitingValues[`${table}.${column}`];
  if (whileWaiting !== undefined) return `case when w.waits then ${whileWaiting} else t.${quote(column)} end`;
  return newIds[column] ?? `t.${quote(column)}`;
}

const quote = (name: string) => `"${name}"`;
