import type { Client } from 'pg';
import type { Secrets } from './connection.js';

/**
 * Creates the roles and schemas that migrations build on, as the administrator. Safe to run again.
 * cs_owner owns everything and cannot sign in; the others own nothing and are under row security.
 */
export async function prepareDatabase(admin: Client, secrets: Secrets): Promise<void> {
  await createRole(admin, 'cs_owner', 'nologin');
  await createRole(admin, 'cs_app', 'login', secrets.appPassword);
  await createRole(admin, 'cs_worker', 'login', secrets.workerPassword);
  await createRole(admin, 'cs_ops', 'login', secrets.opsPassword);
  await createRole(admin, 'cs_identity', 'login', secrets.identityPassword);
  const { rows } = await admin.query<{ database: string; administrator: string }>('select current_database() as database, current_user as administrator');
  const names = rows[0];
  if (!names) throw new Error('the server did not say which database this is');
  await admin.query(setUp(names.database, names.administrator));
}

async function createRole(admin: Client, role: string, login: 'login' | 'nologin', password?: string): Promise<void> {
  const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [role]);
  const attributes = [login, role === 'cs_worker' ? 'inherit' : 'noinherit', 'nosuperuser nobypassrls nocreatedb nocreaterole noreplication'].join(' ');
  // Roles belong to the whole server: two databases being made at once both try.
  if (rowCount === 0) {
    const attempt = `begin create role ${quoteIdentifier(role)} ${attributes}; exception when duplicate_object or unique_violation then null; end`;
    await admin.query(`do ${quoteLiteral(attempt)}`);
  }
  if (password !== undefined) await admin.query(`alter role ${quoteIdentifier(role)} password ${quoteLiteral(password)}`);
}

const quoteIdentifier = (name: string) => `"${name.replaceAll('"', '""')}"`;
const quoteLiteral = (text: string) => `'${text.replaceAll("'", "''")}'`;

const setUp = (database: string, administrator: string) => `
  grant cs_owner to ${quoteIdentifier(administrator)};
  grant cs_app to cs_worker;
  revoke all on database ${quoteIdentifier(database)} from public;
  grant connect on database ${quoteIdentifier(database)} to cs_app, cs_worker, cs_ops, cs_identity;
  grant create, connect on database ${quoteIdentifier(database)} to cs_owner;
  revoke all on schema public from public;
  create schema if not exists app authorization cs_owner;
  create schema if not exists entry authorization cs_owner;
  create schema if not exists identity authorization cs_owner;
  grant usage on schema app, entry to cs_app;
  grant usage on schema app, identity to cs_identity;
  alter default privileges for role cs_owner revoke execute on functions from public;
  alter role cs_app set statement_timeout = '15s';
  alter role cs_app set lock_timeout = '10s';
  alter role cs_app set idle_in_transaction_session_timeout = '10s';
  -- Every statement of the application is written by hand, from its key outwards: the planner takes the joins in that order, and plans
  -- each prepared statement once. Left to itself it planned ten joins anew on every call, and in a tenant that its statistics did not
  -- know yet it looked up single rows by the tenant alone.
  alter role cs_app set join_collapse_limit = 1;
  alter role cs_app set plan_cache_mode = force_generic_plan;
  -- And by nested loops over indexes only, whatever the statistics of the day say: while tables are small, or grow faster than they are
  -- looked at, reading a whole table or hashing it looks cheaper, and the plan that comes of it is kept when they are large.
  alter role cs_app set enable_seqscan = off;
  alter role cs_app set enable_bitmapscan = off;
  alter role cs_app set enable_hashjoin = off;
  alter role cs_app set enable_mergejoin = off;
  alter role cs_worker set statement_timeout = '30s';
  alter role cs_worker set lock_timeout = '10s';
  alter role cs_worker set idle_in_transaction_session_timeout = '10s';
  alter role cs_identity set statement_timeout = '15s';
  alter role cs_identity set idle_in_transaction_session_timeout = '10s';
  -- The sign-in library names its tables without their schema. Set here, not by each connection: a pooler passes no options on.
  alter role cs_identity set search_path = identity;
`;
