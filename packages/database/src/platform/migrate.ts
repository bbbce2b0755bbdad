import pg from 'pg';
import { DataSource } from 'typeorm';
import { allMigrations } from './all-migrations.js';
import type { Secrets } from './connection.js';
import { prepareDatabase } from './roles.js';

/** Makes the database if it is missing, its roles and schemas, and runs the migrations that are not yet in it. Safe to run again and twice at once. */
export async function migrate(adminUrl: string, secrets: Secrets): Promise<void> {
  await createDatabaseIfMissing(adminUrl);
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    // Two migrators at once: the second waits, then finds nothing to do.
    await admin.query("select pg_advisory_lock(hashtextextended('countersign migrations', 0))");
    await prepareDatabase(admin, secrets);
    await runMigrations(adminUrl);
    await expectGrowth(admin);
  } finally {
    await admin.end();
  }
}

async function runMigrations(adminUrl: string): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: adminUrl,
    schema: 'app',
    migrations: allMigrations,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    extra: { options: '-c role=cs_owner', max: 1 },
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}

/**
 * Of a table that was never looked at the planner believes that a company has one or two rows in it, so that reading all of them is as good as
 * looking one up by its key. A plan that is made so is kept until the first statistics are gathered, a minute or two after the first rows: in that
 * time a company that imports has thousands. Until then a table is said to be one company's, which makes keys worth their while. Needs PostgreSQL 18.
 */
async function expectGrowth(admin: pg.Client): Promise<void> {
  await admin.query(`
    select pg_restore_attribute_stats('schemaname', n.nspname::text, 'relname', c.relname::text, 'attname', a.attname::text, 'inherited', false,
                                      'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where n.nspname = 'app' and c.relkind = 'r' and c.reltuples < 0
       and not exists (select from pg_stats known where known.schemaname = n.nspname and known.tablename = c.relname and known.attname = a.attname)`);
}

async function createDatabaseIfMissing(adminUrl: string): Promise<void> {
  const url = new URL(adminUrl);
  const name = decodeURIComponent(url.pathname.slice(1));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    // 3D000: there is no database "postgres" to ask; the one named must then exist. 42P04: somebody was quicker.
    const code = (error as { code?: string }).code;
    if (code !== '3D000' && code !== '42P04') throw error;
  } finally {
    await client.end();
  }
}
