import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isolationFaults, openTwoCompanies, tenantTables, type TwoCompanies } from '@countersign/testing/isolation';

let world: TwoCompanies;
beforeAll(async () => {
  world = await openTwoCompanies();
}, 120_000);
afterAll(() => world.api.close());

const faults = () => isolationFaults(world.api.database, world.a.tenantId, world.b.tenantId);
const plant = (sql: string) => world.api.database.look(sql);

describe('a tenant and its neighbour (row:F1)', () => {
  it('sees, changes, adds and refers to no row of the other, in any table, as any role that enters tenants', async () => {
    const tables = (await tenantTables(world.api.database)).map(({ name }) => name);
    expect(tables).toEqual(expect.arrayContaining(['app.requests', 'app.audit_entries', 'entry.memberships']));
    expect(await faults()).toEqual([]);
  }, 120_000);
});

describe('the proof itself', () => {
  it('finds a new table, a policy that leaks, one that is off, and keys without the tenant', async () => {
    await plant('create table app.planted (tenant_id uuid not null, note text); grant select, insert on app.planted to cs_app');
    await plant(`insert into app.planted values ('${world.b.tenantId}', 'secret')`);
    await plant('create table app.unused (tenant_id uuid not null)');
    await plant('alter table app.invitations disable row level security');
    await plant('create policy leak on app.roles for select using (true)');
    await plant('alter table app.members add constraint id_alone unique (id)');
    await plant('alter table app.task_candidates drop constraint task_candidates_tenant_id_member_id_fkey, add constraint plain foreign key (member_id) references app.members (id)');
    const found = await faults();
    const about = [...new Set(found.map((fault) => fault.split(/ as | by |:/)[0]))].sort();
    expect(about).toEqual(['app.invitations', 'app.planted', 'app.roles', 'app.task_candidates', 'app.unused']);
    expect(found).toEqual(
      expect.arrayContaining([
        'app.unused: there is no row of the other tenant to try with; make one in the two companies',
        'app.planted as cs_app in tenant A: select sees 1 rows',
        'app.planted as cs_worker in no tenant: insert for the other tenant 1 rows',
        'app.invitations as cs_app in tenant A: update changes 4 rows',
        'app.roles as cs_app in no tenant: select without a filter sees 12 rows',
        'app.task_candidates by plain: a row of A may name a row of B (it was taken)',
      ]),
    );
  }, 120_000);
});
