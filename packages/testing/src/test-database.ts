import { urlOf, type DatabaseRole, type Secrets } from '@countersign/database/platform';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A database of one test file: a copy of the migrated template. */
export interface TestDatabase {
  /** As the administrator: for looking at what was written, never for the code under test. */
  readonly adminUrl: string;
  readonly secrets: Secrets;
  /** Where what stands on this database keeps its files; goes with it. */
  readonly filesFolder: string;
  urlFor(role: DatabaseRole): string;
  /** Rows as the administrator sees them, past row security. */
  look<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** A transaction of the administrator, which commits when `work` asks for it or is over: somebody else who is in the middle of something. */
  meanwhile<T>(work: (ask: (sql: string, values?: readonly unknown[]) => Promise<unknown>) => Promise<T>): Promise<T>;
  /** Rows as a role sees them, after entering a tenant if one is given; always rolled back. */
  as<Row extends object>(role: DatabaseRole, tenantId: string | null, sql: string, values?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** Copies the template; takes some 40 ms. Needs the jest project's global set-up. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const template = process.env.COUNTERSIGN_TEST_ADMIN_URL;
  const secretsText = process.env.COUNTERSIGN_TEST_SECRETS;
  if (!template || !secretsText) throw new Error('Name this file *.db.spec.ts or *.http.spec.ts: then PostgreSQL is started for it.');
  return copyOf(template, 'countersign_template', JSON.parse(secretsText) as Secrets);
}

/** A copy of a database with all that is in it. Whoever is connected to it is cut off. */
export async function copyTestDatabase({ adminUrl, secrets }: TestDatabase): Promise<TestDatabase> {
  const name = new URL(adminUrl).pathname.slice(1);
  await onServer(adminUrl, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  return copyOf(adminUrl, name, secrets);
}

async function copyOf(adminUrl: string, source: string, secrets: Secrets): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(adminUrl, `create database ${name} template ${source}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const admin = new pg.Pool({ connectionString: url.toString(), max: 2 });
  // A connection that is closing when the database is dropped is told so by the server.
  admin.on('error', () => undefined);
  const filesFolder = mkdtempSync(join(tmpdir(), 'countersign-files-'));
  const base = `postgres://${url.host}/${name}`;
  await admin.query(`revoke all on database ${name} from public; grant connect on database ${name} to cs_app, cs_worker, cs_ops, cs_identity`);
  return {
    adminUrl: url.toString(),
    secrets,
    filesFolder,
    urlFor: (role) => urlOf(reach(base, role), role, secrets),
    look: async <Row extends object>(sql: string, values: readonly unknown[] = []) => (await admin.query<Row>(sql, [...values])).rows,
    meanwhile: (work) => inTransaction(url.toString(), work),
    as: (role, tenantId, sql, values = []) => asRole(urlOf(base, role, secrets), tenantId, sql, values),
    async drop() {
      await admin.end();
      rmSync(filesFolder, { recursive: true, force: true });
      await onServer(adminUrl, `drop database ${name} with (force)`);
    },
  };
}

/** Through the pooler, where the run has one; the worker waits and locks, and so goes directly. */
function reach(base: string, role: DatabaseRole): string {
  const url = new URL(base);
  const pooled = role === 'cs_app' || role === 'cs_identity';
  if (pooled && process.env.COUNTERSIGN_TEST_POOLER_PORT !== undefined) url.port = process.env.COUNTERSIGN_TEST_POOLER_PORT;
  return url.toString();
}

async function inTransaction<T>(url: string, work: (ask: (sql: string, values?: readonly unknown[]) => Promise<unknown>) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    const result = await work((sql, values = []) => client.query(sql, [...values]));
    await client.query('commit');
    return result;
  } finally {
    await client.end();
  }
}

async function asRole<Row extends object>(url: string, tenantId: string | null, sql: string, values: readonly unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    if (tenantId !== null) await client.query('select app.enter_tenant($1)', [tenantId]);
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

async function onServer(template: string, sql: string): Promise<void> {
  const url = new URL(template);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
