import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bodyFaults, loadParser, openTwoCompanies, sentFaults, statementFaults, statementRules, type SentStatement, type StatementRules, type TwoCompanies } from '@countersign/testing/isolation';
import { readFileSync } from 'node:fs';
import { openPool } from './data-source.js';

let world: TwoCompanies;
let rules: StatementRules;
beforeAll(async () => {
  world = await openTwoCompanies();
  rules = await statementRules(world.api.database);
  await loadParser();
}, 120_000);
afterAll(() => world.api.close());

const faultsOf = (sql: string) => statementFaults(sql, rules);
const sentNow = () => readFileSync(process.env.COUNTERSIGN_TEST_STATEMENTS ?? '', 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as SentStatement);

describe('R09 every statement carries the tenant as a parameter (row:F1)', () => {
  it('holds for what two companies have had done, and each kind of statement was among it', async () => {
    const sent = sentNow();
    const texts = sent.map(({ text }) => text).join('\n');
    for (const shape of [/insert into app\.requests/, /select .* from app\.requests/s, /update app\.runs/, /insert into app\.audit_entries/, /select app\.enter_tenant\(\$1\)/, /entry\.find_session/, /"app"\."/, /update app\.counters|insert into app\.counters/]) expect(texts).toMatch(shape);
    expect(sent.length).toBeGreaterThan(30);
    expect(await sentFaults(world.api.database, sent)).toEqual([]);
  });

  it('holds inside the functions that write', async () => expect(await bodyFaults(world.api.database)).toEqual([]));

  it('is seen to be broken inside a function (planted)', async () => {
    await world.api.database.look("create function app.planted(t uuid) returns bigint language plpgsql as $$ declare n bigint; begin n := (select count(*) from app.roles); update app.roles set name = 'x' where tenant_id = t; return n; end $$");
    expect(await bodyFaults(world.api.database)).toEqual(['app.planted: app.roles: is not bound by tenant_id = $n']);
    await world.api.database.look('drop function app.planted(uuid)');
  });

  it("notes what the application's connections send, and not what others do", async () => {
    const ask = async (applicationName: string, text: string) => {
      const pool = openPool({ url: world.api.database.urlFor('cs_app'), connectionsMax: 1, applicationName });
      await pool.query(text);
      await pool.end();
    };
    await ask('countersign-planted', "select 'noted' as \"from app.roles\"");
    await ask('a spec', "select 'not noted'");
    const noted = sentNow().map(({ text }) => text);
    expect(noted).toContain("select 'noted' as \"from app.roles\"");
    expect(noted).not.toContain("select 'not noted'");
  });
});

describe('the rule', () => {
  it.each([
    ['a list', 'select * from app.roles where tenant_id = $1 and name = $2'],
    ['a join', 'select 1 from app.members m left join app.member_roles r on r.tenant_id = $1 and r.member_id = m.id where m.tenant_id = $1'],
    ['a sub-select', 'select (select count(*) from app.roles r where r.tenant_id = $1) from app.members where tenant_id = $1::uuid'],
    ['a row', 'insert into app.roles (tenant_id, id) values ($1, $2) on conflict (tenant_id, id) do nothing'],
    ['rows from a list', "insert into app.roles (id, tenant_id) select x.id, $1 from jsonb_to_recordset($2) as x (id uuid)"],
    ['a union', 'select id from app.roles where tenant_id = $1 union select id from app.members where tenant_id = $1'],
    ['a with', 'with mine as (select id from app.roles where tenant_id = $1) select * from mine'],
    ['a job', 'select app.enqueue($1, $2, $3, $4)'],
    ['nothing of a tenant', 'select entry.find_session($1)'],
  ])('lets %s pass that carries it', (_, sql) => expect(faultsOf(sql)).toEqual([]));

  it.each([
    ['a filter that is missing', 'select * from app.roles', 'app.roles: is not bound by tenant_id = $n'],
    ['a filter on another table', 'select 1 from app.members m join app.roles r on r.id = m.id where m.tenant_id = $1', 'app.roles: is not bound by tenant_id = $n'],
    ['a join by column alone', 'select 1 from app.members m join app.roles r on r.tenant_id = m.tenant_id where m.tenant_id = $1', 'app.roles: is not bound by tenant_id = $n'],
    ['a filter under OR', 'select * from app.roles where tenant_id = $1 or name = $2', 'app.roles: is not bound by tenant_id = $n'],
    ['a literal', "select * from app.roles where tenant_id = 'x'", 'app.roles: is not bound by tenant_id = $n'],
    ['a sub-select without one', 'select 1 from app.members where tenant_id = $1 and id in (select member_id from app.member_roles)', 'app.member_roles: is not bound by tenant_id = $n'],
    ['the second half of a union', 'select id from app.roles where tenant_id = $1 union select id from app.members', 'app.members: is not bound by tenant_id = $n'],
    ['a with without one', 'with all_of_them as (select id from app.roles) select * from all_of_them', 'app.roles: is not bound by tenant_id = $n'],
    ['a delete', 'delete from app.idempotency_keys where created_at < $1', 'app.idempotency_keys: is not bound by tenant_id = $n'],
    ['an update', 'update app.roles set name = $1 where id = $2', 'app.roles: is not bound by tenant_id = $n'],
    ['a move', 'update app.roles set tenant_id = $2 where tenant_id = $1', 'moves a row to another tenant'],
    ['a row of somebody', "insert into app.roles (tenant_id, id) values (gen_random_uuid(), $1)", 'app.roles: rows are added without the tenant as a parameter'],
    ['a conflict of everybody', 'insert into app.roles (tenant_id, id) values ($1, $2) on conflict (name) do nothing', 'app.roles: a conflict is looked for across tenants'],
    ['a job for somebody', 'select app.enqueue(gen_random_uuid(), $1, $2, $3)', 'app.enqueue: is not given the tenant as a parameter'],
    ['R22 a count of all', "select reltuples from pg_catalog.pg_class where relname = 'roles'", 'pg_catalog.pg_class: asks the catalogue, which knows of all tenants'],
    ['R22 statistics', 'select * from pg_stats', '?.pg_stats: asks the catalogue, which knows of all tenants'],
    ['R22 the planner', 'explain select * from app.roles where tenant_id = $1', 'asks the planner'],
    ['R23 a notice with content', "notify wake, 'tenant 2'", 'notifies with content, which any role can hear'],
    ['R23 a notice by function', "select pg_notify('wake', $1)", 'notifies with content, which any role can hear'],
    ['R27 a lock of a session', 'select pg_advisory_lock($1)', "takes a session's lock"],
  ])('finds %s', (_, sql, fault) => expect(faultsOf(sql)).toContain(fault));

  it('R24 finds a notice inside the transaction of a tenant, and lets one outside pass', async () => {
    const notice = { role: 'cs_app', text: 'notify wake', inTransaction: true };
    expect(await sentFaults(world.api.database, [notice])).toEqual(['cs_app: notifies from the transaction of a tenant, in: notify wake']);
    expect(await sentFaults(world.api.database, [{ ...notice, inTransaction: false }])).toEqual([]);
  });
});
