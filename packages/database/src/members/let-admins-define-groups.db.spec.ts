import { listRoles } from '@countersign/contracts/roles';
import { newCompany, openTestApi, type Company, type TestApi } from '@countersign/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LetAdminsDefineGroups1795200030002 } from '#migrations/1795200030002-let-admins-define-groups.js';

let api: TestApi;
let companies: readonly Company[];
beforeAll(async () => {
  api = await openTestApi();
  companies = [await newCompany(api, 'Acme'), await newCompany(api, 'Borealis')];
}, 120_000);
afterAll(() => api.close());

it('lets the administrators of every company that was there before define groups and limits, and nobody else; a second time changes nothing (row:F2 row:L1)', async () => {
  const permissions = async () => (await Promise.all(companies.map(async ({ admin }) => (await admin.call(listRoles, { query: {} })).items))).flat();
  const before = await permissions();
  await api.database.look("update app.roles set permissions = array(select p from unnest(permissions) p where p not in ('authority_limit.define', 'group.define') order by p)");
  const runner = { query: (sql: string, values?: unknown[]) => api.database.look(sql, values) } as never;
  for (let time = 0; time < 2; time += 1) {
    await new LetAdminsDefineGroups1795200030002().up(runner);
    const after = await permissions();
    expect(after.map(({ id, permissions: held }) => [id, [...held].sort()])).toEqual(before.map(({ id, permissions: held }) => [id, [...held].sort()]));
  }
});
