import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRole } from '@countersign/contracts/roles';
import { openTwoCompanies, type TwoCompanies } from '@countersign/testing/isolation';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../platform/data-source.js';
import { Tenancy } from '../platform/tenancy.js';
import { ableStatement } from './member.repository.js';

const [membersMade, ableMade] = [5_000, 40];
const nobody = '00000000-0000-4000-8000-000000000000';
let world: TwoCompanies;
let source: DataSource;
let tenancy: Tenancy;

beforeAll(async () => {
  world = await openTwoCompanies();
  source = await openDataSource({ url: world.api.database.urlFor('cs_app'), connectionsMax: 1, applicationName: 'list-able-spec' });
  tenancy = new Tenancy(source);
  for (const [name, permissions] of [['Looks on', ['request.read']], ['Decides', ['request.read', 'task.decide']]] as const) await world.a.admin.call(createRole, { body: { name, permissions: [...permissions] } });
  const { look } = world.api.database;
  await look("insert into app.members (tenant_id, id, user_id, name, email) select $1, gen_random_uuid(), gen_random_uuid(), 'Member ' || lpad(n::text, 5, '0'), n || '@many.example' from generate_series(1, $2::int) n", [world.a.tenantId, membersMade]);
  await look("insert into app.member_roles select m.tenant_id, m.id, r.id from app.members m join app.roles r on r.tenant_id = m.tenant_id and r.name = 'Looks on' where m.tenant_id = $1 and m.name like 'Member %'", [world.a.tenantId]);
  await look("insert into app.member_roles select m.tenant_id, m.id, r.id from app.members m join app.roles r on r.tenant_id = m.tenant_id and r.name = 'Decides' where m.tenant_id = $1 and m.name like 'Member %' and right(m.name, 5)::int <= $2", [world.a.tenantId, ableMade]);
}, 120_000);
afterAll(async () => {
  await source.destroy();
  await world.api.close();
});

/** Shared blocks that the statement touches, planned as the application has it planned. */
async function blocksOf(search: string): Promise<number> {
  const client = new pg.Client({ connectionString: world.api.database.urlFor('cs_app') });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select app.enter_tenant($1)', [world.a.tenantId]);
    await client.query(`prepare held as ${ableStatement.text}`);
    const literals = [world.a.tenantId, nobody, search, '{}', '51'].map((value) => pg.escapeLiteral(value));
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }] }>(`explain (analyze, buffers, format json) execute held (${literals.join(', ')})`);
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (plan === undefined) throw new Error('there is no plan');
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  } finally {
    await client.end();
  }
}

describe(`who may decide, among ${membersMade} members`, () => {
  it('is found from the roles outwards: what is read grows with those who may, not with the members, before statistics and after (row:J3)', async () => {
    const pages = 5 * ableMade;
    for (const analyze of [false, true]) {
      if (analyze) await world.api.database.look('analyze app.members, app.member_roles, app.roles');
      for (const search of ['', 'member', '00007', 'nobody']) expect(await blocksOf(search)).toBeLessThan(pages);
    }
  });

  it('is exactly who holds it, by name, and nobody of another company (row:F1)', async () => {
    const namesIn = async (tenantId: string, search: string) => (await tenancy.read({ tenantId }, (tx) => tx.members.listAble({ besides: nobody, search, limit: 100 }))).map(({ name }) => name);
    expect(await namesIn(world.a.tenantId, 'member')).toEqual(Array.from({ length: ableMade }, (_, index) => `Member ${String(index + 1).padStart(5, '0')}`));
    expect(await namesIn(world.b.tenantId, 'member')).toEqual([]);
  });
});
