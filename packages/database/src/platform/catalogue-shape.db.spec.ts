import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '@countersign/testing';
import { catalogueRules, serverTooOld } from '@countersign/testing/isolation';

let database: TestDatabase;
/** A copy into which faults are planted, one after the other: each must be found. */
let planted: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  planted = await openTestDatabase();
});
afterAll(async () => {
  await database.drop();
  await planted.drop();
});

const faultsOf = (rule: string, on = database) => catalogueRules[rule]?.(on) ?? Promise.reject(new Error(`there is no rule ${rule}`));

it.each(Object.keys(catalogueRules))('%s holds, with no exception that is not needed (row:F1)', async (rule) => expect(await faultsOf(rule)).toEqual([]));

describe('R08 rows are found by comparisons that do not leak', () => {
  it('is seen to be broken by an enum, an amount, an expression and another kind of index', async () => {
    await planted.look("create type app.mood as enum ('a', 'b'); alter table app.roles add column mood app.mood; create index roles_mood on app.roles (tenant_id, mood)");
    await planted.look('create index requests_amount on app.requests (tenant_id, amount); create index roles_lower on app.roles (tenant_id, lower(name))');
    await planted.look('create index facts_gin on app.facts using gin (fact)');
    const faults = await faultsOf('R08', planted);
    expect(faults).toEqual(expect.arrayContaining(['app.roles.mood: is an enum, whose comparison may leak', 'app.roles_mood: compares by enum_eq, which may leak', 'app.requests_amount: compares by numeric_lt, which may leak', 'app.roles_lower: is by an expression', 'app.facts_gin: is not a btree']));
  });
});

describe('R10 every index begins with the tenant, every reference has one', () => {
  it('is seen to be broken by an index of all tenants, and a reference whose index is gone', async () => {
    await planted.look('create index roles_by_name on app.roles (name); drop index app.invitations_invited_by_idx');
    expect(await faultsOf('R10', planted)).toEqual(expect.arrayContaining(['app.roles_by_name: does not begin with tenant_id', 'app.invitations_tenant_id_invited_by_fkey: has no index to look its rows up by']));
  });
});

describe('R11 the server has the fixes that row security depends on', () => {
  it.each([[150013, 'PostgreSQL 15.13: lacks fixes of row security that are in 15.14'], [170005, 'PostgreSQL 17.5: lacks fixes of row security that are in 17.6'], [140020, 'PostgreSQL 14: nobody has looked whether its row security is sound']])('is seen to be broken by version %s', async (number, fault) => {
    expect(await serverTooOld({ look: <Row extends object>() => Promise.resolve([{ number }] as unknown as Row[]) })).toEqual([fault]);
  });
});

describe('R23, R24, R27 no function reaches out of its transaction', () => {
  it('is seen to be broken by a NOTIFY, and by locks of the whole server', async () => {
    await planted.look("create function app.wake() returns void language sql as $$ select pg_notify('x', 'secret') $$; create function app.hold() returns void language sql as $$ select pg_advisory_lock(1), pg_advisory_xact_lock(2) $$");
    expect(await faultsOf('R23', planted)).toEqual(["app.hold: takes a lock of the whole server's numbers", 'app.hold: takes a lock that outlives its transaction', 'app.wake: notifies from the transaction that calls it']);
  });
});

describe('R25 nothing in a row of a tenant counts what others did', () => {
  it('is seen to be broken by a sequence and by an identity column', async () => {
    await planted.look('create sequence app.tally; alter table app.roles add column nth bigint default nextval(\'app.tally\'); alter table app.tasks add column nth bigint generated always as identity');
    expect(await faultsOf('R25', planted)).toEqual(['app.roles.nth: is numbered across tenants', 'app.tasks.nth: is numbered across tenants']);
  });
});

describe('R32 nothing is installed that reads past row security', () => {
  it('is seen to be broken by a publication, a wrapper and a server', async () => {
    await planted.look('create publication everything for all tables; create foreign data wrapper away; create server elsewhere foreign data wrapper away');
    expect(await faultsOf('R32', planted)).toEqual(['publication everything: is installed', 'server elsewhere: is installed', 'wrapper away: is installed']);
  });
});

describe('R34 nothing reaches into the audit', () => {
  it('is seen to be broken by a reference to it, and by a trigger', async () => {
    await planted.look('create table app.remarks (tenant_id uuid, entry_id uuid, foreign key (tenant_id, entry_id) references app.audit_entries (tenant_id, id) on delete cascade)');
    await planted.look('create function app.act() returns trigger language plpgsql as $$ begin return new; end $$; create trigger acts before insert on app.roles for each row execute function app.act()');
    expect(await faultsOf('R34', planted)).toEqual(['app.remarks_tenant_id_entry_id_fkey: refers to the audit', 'app.roles acts: is a trigger']);
  });
});
