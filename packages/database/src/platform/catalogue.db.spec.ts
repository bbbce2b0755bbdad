import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '@countersign/testing';
import {
  allowedDefiners,
  allowedGrants,
  allowedMemberships,
  allowedUniqueness,
  functionsTooOpen,
  globalTables,
  grantsTooWide,
  referencesAcrossTenants,
  rolesTooStrong,
  tablesWithoutPolicy,
  uniquenessAcrossTenants,
  viewsTooOpen,
} from '@countersign/testing/isolation';
import pg from 'pg';

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

describe('R01 every table of a tenant is under forced row security', () => {
  it('holds', async () => expect(await tablesWithoutPolicy(database, globalTables)).toEqual([]));

  it('is seen to be broken by a new table, a policy that lets all through, and one that is switched off', async () => {
    await planted.look('create table app.planted (tenant_id uuid, id uuid)');
    await planted.look('create table app.adrift (id uuid)');
    await planted.look('create policy leak on app.roles for select using (true)');
    await planted.look('alter table app.facts no force row level security');
    await planted.look('alter table app.tasks disable row level security');
    await planted.look('drop policy tenant_isolation on app.runs');
    await planted.look('drop table identity.verification');
    expect(await tablesWithoutPolicy(planted, globalTables)).toEqual([
      'app.adrift: has no tenant_id',
      'app.facts: row security is not forced',
      'app.planted: no policy for all commands and everybody',
      'app.planted: row security is not forced',
      'app.planted: row security is off',
      'app.roles: policy leak reads by true',
      'app.roles: policy leak writes by none',
      'app.runs: no policy for all commands and everybody',
      'app.tasks: row security is off',
      'identity.verification: allowed, but there is no such fault any more',
    ]);
  });
});

describe('R02 who signs in cannot step over row security', () => {
  it('holds', async () => expect(await rolesTooStrong(database, allowedMemberships)).toEqual([]));

  it.each(['cs_app', 'cs_worker', 'cs_ops', 'cs_identity'] as const)('%s cannot become the owner or switch row security off', async (role) => {
    await expect(database.as(role, null, 'set role cs_owner')).rejects.toMatchObject({ code: '42501' });
    await expect(database.as(role, null, 'alter table app.members disable row level security')).rejects.toMatchObject({ code: '42501' });
    await expect(database.as(role, null, 'alter role current_user bypassrls')).rejects.toMatchObject({ code: '42501' });
    await expect(database.as(role, null, 'create table public.mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(database.as(role, null, 'create function app.mine() returns int language sql as $$ select 1 $$')).rejects.toMatchObject({ code: '42501' });
  });

  it('is seen to be broken by one who owns a table, or belongs to the owner', async () => {
    await planted.look('create table app.mine (tenant_id uuid)');
    await planted.look('alter table app.mine owner to cs_ops');
    const faults = await rolledBack(planted, ['grant cs_owner to cs_identity', 'alter role cs_app bypassrls'], (inside) => rolesTooStrong(inside, allowedMemberships));
    expect(faults).toEqual(['cs_app: bypasses row security', 'cs_identity in cs_owner: is a member', 'cs_identity to cs_owner: may become it', 'cs_ops: owns _mine', 'cs_ops: owns mine']);
  });
});

describe('R03 a function that runs as its owner is on the list, pinned, and not for everybody', () => {
  it('holds', async () => expect(await functionsTooOpen(database, allowedDefiners)).toEqual([]));

  it('is seen to be broken by a definer function of the administrator', async () => {
    await planted.look("create function app.count_all() returns bigint language sql security definer as 'select count(*) from app.members'");
    await planted.look('drop function entry.find_user_by_email(text)');
    const faults = await functionsTooOpen(planted, allowedDefiners);
    expect(faults.map((fault) => fault.replace(/: runs as [^:]*$/, ': runs as another'))).toEqual([
      'app.count_all(): runs as another',
      'entry.find_user_by_email(address text): allowed, but there is no such fault any more',
      'app.count_all(): does not pin its search path to pg_catalog',
      'app.count_all(): everybody may call it',
      expect.stringContaining('app.count_all(): runs as one whom row security does not hold'),
    ]);
  });
});

describe('R04 a view reads as who asks', () => {
  it('holds', async () => expect(await viewsTooOpen(database)).toEqual([]));

  it("is seen to be broken by an owner's view and a readable materialised one", async () => {
    await planted.look('create view app.everyone as select * from app.members');
    await planted.look('create view app.mine_alone with (security_invoker = true) as select * from app.members');
    await planted.look('create materialized view app.frozen as select * from app.members');
    await planted.look('grant select on app.everyone, app.frozen to cs_app');
    expect(await viewsTooOpen(planted)).toEqual(['app.everyone: reads as its owner', 'app.frozen: is materialised and readable by cs_app', 'app.frozen: is materialised and readable by cs_worker']);
  });
});

describe('R05 no right that row security does not hold', () => {
  it('holds', async () => expect(await grantsTooWide(database, allowedGrants)).toEqual([]));

  it('is seen to be broken by TRUNCATE, a part of a table, a sequence, and a grant to everybody', async () => {
    await planted.look('grant truncate on app.members to cs_app');
    await planted.look('create table app.whole (tenant_id uuid) partition by list (tenant_id); create table app.part partition of app.whole default; grant select on app.part to cs_ops');
    await planted.look('create sequence app.numbers; grant select on sequence app.numbers to cs_identity; grant select on app.roles to public');
    expect(await grantsTooWide(planted, allowedGrants)).toEqual([
      'cs_app on app.members: has TRUNCATE',
      'cs_identity on app.numbers: may read how much others made',
      ...['REFERENCES', 'TRIGGER', 'TRUNCATE', 'MAINTAIN'].map((right) => `cs_ops on app.mine: has ${right}`),
      'cs_ops on app.part: may reach a part past its whole',
      'cs_worker on app.members: has TRUNCATE',
      'public on app.roles: everybody has SELECT',
    ].sort());
  });
});

describe('R06 every reference between tenant tables carries the tenant', () => {
  it('holds', async () => expect(await referencesAcrossTenants(database)).toEqual([]));

  it('is seen to be broken by a plain key, a cascade, and a reference out of the tenant', async () => {
    await planted.look('alter table app.roles add constraint roles_id_alone unique (id)');
    await planted.look('alter table app.member_roles add constraint plain_key foreign key (role_id) references app.roles (id)');
    await planted.look('alter table app.facts add constraint cascading foreign key (tenant_id, run_id) references app.runs (tenant_id, id) on delete cascade');
    await planted.look('alter table app.members add constraint outward foreign key (user_id) references identity."user" (id)');
    expect(await referencesAcrossTenants(planted)).toEqual([
      'app.cascading: changes rows when the row that it refers to goes',
      'app.outward: joins a tenant table with one that is not',
      'app.plain_key: refers to another table without the tenant',
    ]);
  });
});

describe('R07 what is unique is unique within a tenant', () => {
  it('holds', async () => expect(await uniquenessAcrossTenants(database, allowedUniqueness)).toEqual([]));

  it('is seen to be broken by an address that only one tenant may use', async () => {
    await planted.look('create unique index members_email_alone on app.members (lower(email))');
    expect(await uniquenessAcrossTenants(planted, allowedUniqueness)).toEqual(['app.members_email_alone: does not begin with tenant_id', 'app.roles_id_alone: does not begin with tenant_id']);
  });
});

/** Roles belong to the whole server, which other test files use: what is planted in them is never committed. */
async function rolledBack<T>(on: TestDatabase, plants: readonly string[], look: (inside: TestDatabase) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: on.adminUrl });
  await client.connect();
  try {
    await client.query('begin');
    for (const plant of plants) await client.query(plant);
    return await look({ ...on, look: async <Row extends object>(sql: string, values: readonly unknown[] = []) => (await client.query<Row>(sql, [...values])).rows });
  } finally {
    await client.end();
  }
}
