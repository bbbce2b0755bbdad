import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession, switchTenant } from '@countersign/contracts/identity';
import { listMembers } from '@countersign/contracts/members';
import { renameProfile } from '@countersign/contracts/profile';
import { createTenant } from '@countersign/contracts/tenants';
import { holdsItsContract, openHttpWorld, openTestWorker, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let turn = 0;
holdsItsContract({ operation: renameProfile, world: () => world, ready: () => ({ by: world.company.requester, input: { body: { name: `Name ${(turn += 1)}` } } }) });

const nameAmong = async (by: Person, email: string) => (await by.call(listMembers, { query: { limit: '100' } })).items.find((member) => member.email === email)?.name;

describe('200', () => {
  it('is seen here at once, and in the person’s other companies when the job has run; nobody else is renamed (row:F1)', async () => {
    const { company } = world;
    const traveller = await company.join('Old name', ['auditor']);
    await traveller.call(createTenant, { body: { name: 'Own' } });
    const here = (await traveller.call(getSession, {})).activeMemberId ?? '';
    await traveller.call(renameProfile, { body: { name: '  New name  ' } });
    expect((await traveller.call(getSession, {})).user.name).toBe('New name');
    expect(await nameAmong(traveller, traveller.email)).toBe('New name');
    expect(await nameAmong(company.admin, traveller.email)).toBe('Old name');

    const jobs = await world.api.database.look<{ tenantId: string; userId: string }>(`select data->>'tenantId' as "tenantId", data->>'userId' as "userId" from pgboss.job where name = 'profiles' order by created_on desc limit 1`);
    const worker = await openTestWorker(world.api.database);
    expect(await worker.copyProfile(jobs[0] ?? { tenantId: '', userId: '' })).toBe(1);
    expect(await worker.copyProfile(jobs[0] ?? { tenantId: '', userId: '' })).toBe(0);
    await worker.close();
    expect(await nameAmong(company.admin, traveller.email)).toBe('New name');
    expect(await nameAmong(company.admin, company.admin.email)).toBe('Admin of Acme');
    const { memberships } = await traveller.call(getSession, {});
    await traveller.call(switchTenant, { body: { memberId: memberships.find(({ memberId }) => memberId !== here)?.memberId ?? '' } });
    expect(await nameAmong(traveller, traveller.email)).toBe('New name');
  });
});
