import { openTestDatabase, type TestDatabase } from '@countersign/testing';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.drop());

/** How a task is looked up beside a decision, as the application's role plans it once for all values. */
async function lookUpOf(): Promise<string | undefined> {
  const rows = await database.as<{ 'QUERY PLAN': string }>('cs_app', randomUUID(), 'explain (generic_plan) select d.id from app.decisions d join app.tasks t on t.tenant_id = $1 and t.id = d.task_id join app.members m on m.tenant_id = $1 and m.id = d.member_id where d.tenant_id = $1 and d.request_id = $2');
  const plan = rows.map((row) => row['QUERY PLAN']);
  return plan.slice(plan.findIndex((line) => line.includes(' on tasks t'))).find((line) => line.includes('Index Cond'))?.trim();
}

it('makes plans by keys from the first row on, before any statistics are gathered (row:K1)', async () => {
  expect(await lookUpOf()).toBe('Index Cond: ((tenant_id = $1) AND (id = d.task_id))');
  const tables = await database.look<{ name: string }>("select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'");
  const told = await database.look<{ name: string }>("select tablename as name from pg_stats where schemaname = 'app' and attname = 'tenant_id' and n_distinct = 1");
  expect(told.map(({ name }) => name).sort()).toEqual(tables.map(({ name }) => name).sort());
});

it('would read all tasks of a company instead, without what the migration says of a table (planted)', async () => {
  await database.look("select pg_clear_attribute_stats('app', c.relname, 'tenant_id', false) from pg_class c where c.relnamespace = 'app'::regnamespace and c.relname in ('tasks', 'decisions')");
  expect(await lookUpOf()).toBe('Index Cond: (tenant_id = $1)');
});
