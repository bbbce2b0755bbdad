import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRole } from '@countersign/contracts/roles';
import { createTenant } from '@countersign/contracts/tenants';
import { openTwoCompanies, type TwoCompanies } from '@countersign/testing/isolation';
import type { DataSource } from 'typeorm';
import { openDataSource } from './data-source.js';
import type { Sql } from './sql.js';
import { Tenancy } from './tenancy.js';
import type { Tx } from './tx.js';

let world: TwoCompanies;
let source: DataSource;
let tenancy: Tenancy;
let tenants: string[];
beforeAll(async () => {
  world = await openTwoCompanies();
  const third = await world.api.signUp('Third');
  await third.call(createTenant, { body: { name: 'Third' } });
  await third.call(createRole, { body: { name: 'Only theirs', permissions: [] } });
  const [row] = await world.api.database.look<{ tenant_id: string }>("select tenant_id from app.tenants where name = 'Third'");
  tenants = [world.a.tenantId, world.b.tenantId, row?.tenant_id ?? ''];
  source = await openDataSource({ url: world.api.database.urlFor('cs_app'), connectionsMax: 1, applicationName: 'plans-spec' });
  tenancy = new Tenancy(source);
}, 120_000);
afterAll(async () => {
  await source.destroy();
  await world.api.close();
});

const page = { limit: 100, after: null };
/** Statements that are prepared once and asked in every tenant, with the table in which their ids stand. */
const lists: Readonly<Record<string, (tx: Tx) => Promise<readonly { readonly id: string }[]>>> = {
  'app.audit_entries': async (tx) => (await tx.audit.list({ subjectId: null, action: null, verdict: null, actorId: null, channel: null, since: null }, page)).items,
};
const sqlOf = (tx: Tx) => (tx as unknown as { readonly sql: Sql }).sql;
const tables = ['requests', 'roles', 'members', 'workflows', 'request_types', 'webhook_endpoints', 'tasks', 'effects'];
for (const table of tables) Object.assign(lists, { [`app.${table}`]: (tx: Tx) => sqlOf(tx).rows<{ id: string }>({ name: `plans.${table}`, text: `select id from app.${table} where tenant_id = $1 limit 100` }) });

const rounds = 8;

/** Whose rows each list showed, where it was not those of the tenant that asked, all of them. */
async function wrongRows(): Promise<string[]> {
  const wrong = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, tenantId] of tenants.entries()) {
      for (const [table, list] of Object.entries(lists)) {
        const got = await tenancy.read({ tenantId }, list);
        const kept = await world.api.database.look<{ id: string }>(`select id from ${table} where tenant_id = $1`, [tenantId]);
        const [mine, theirs] = [kept.map(({ id }) => id).sort(), got.map(({ id }) => id).sort()];
        if (JSON.stringify(mine.slice(0, 100)) !== JSON.stringify(theirs)) wrong.add(`${table} in tenant ${index + 1}`);
      }
    }
  }
  return [...wrong];
}

describe('R28 a statement that is planned once serves every tenant its own rows (row:F1)', () => {
  it(`in ${rounds} rounds through three tenants on one connection, by generic plans`, async () => {
    expect(await wrongRows()).toEqual([]);
    const plans = await tenancy.read({ tenantId: tenants[0] ?? '' }, (tx) => sqlOf(tx).rows<{ generic: number; custom: number }>({ name: 'plans.plans', text: "select sum(generic_plans)::int as generic, sum(custom_plans)::int as custom from pg_prepared_statements where name <> 'plans.plans' and $1::uuid is not null" }));
    expect(plans[0]?.custom).toBe(0);
    expect(plans[0]?.generic).toBeGreaterThanOrEqual(rounds * tenants.length * Object.keys(lists).length);
  }, 60_000);

  it('is seen to be broken by a policy whose tenant is worked out when the plan is made (planted)', async () => {
    await world.api.database.look("create function app.fixed() returns uuid language sql immutable as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$; grant execute on function app.fixed() to cs_app; alter policy tenant_isolation on app.roles using (tenant_id = app.fixed())");
    expect(await wrongRows()).toEqual(expect.arrayContaining(['app.roles in tenant 2', 'app.roles in tenant 3']));
  }, 60_000);
});
