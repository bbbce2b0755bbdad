import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getEffect } from '@countersign/contracts/effects';
import { createGroup } from '@countersign/contracts/groups';
import { showNotifications } from '@countersign/contracts/screens';
import { addFlow, effectStateOf, jobsOf, lookAt, newCompany, noticeStep, openTestApi, openTestWorker, passTime, signedBy, type Company, type TestApi, type TestWorker } from '@countersign/testing';
import type { NoticeEffect } from '@countersign/engine';
import type { EffectJob } from './index.js';

let api: TestApi;
let company: Company;
const workers: TestWorker[] = [];
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
  workers.push(await openTestWorker(api.database, { delivery: { retryDelaysMs: [0, 0], leaseMs: 300 } }), await openTestWorker(api.database, { delivery: { retryDelaysMs: [0, 0], leaseMs: 300 } }));
}, 120_000);
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.close()));
  await api.close();
});

const [one, two] = [() => workers[0] as TestWorker, () => workers[1] as TestWorker];
const roleId = (name: string) => company.roleIds.get(name) ?? '';
let count = 0;

async function wanted(to: NoticeEffect['to']): Promise<EffectJob & { readonly requestId: string; readonly label: string }> {
  const flow = await addFlow(company, `Notices ${(count += 1)}`, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), noticeStep(to)] });
  const { id } = await flow.submit();
  const { shown } = await lookAt(company.budgetOwner, id);
  await company.decide(company.budgetOwner, id, 'approve');
  const [job] = await jobsOf(api.database, id);
  if (!job) throw new Error('a notice is wanted');
  return { ...job, requestId: id, label: shown.effects[0]?.label ?? '' };
}

const toldBy = ({ effectId }: EffectJob) => api.database.look<{ name: string }>('select m.name from app.notifications n join app.members m on m.tenant_id = n.tenant_id and m.id = n.member_id where n.effect_id = $1 order by m.name', [effectId]);

describe('a notice', () => {
  it('tells whoever made the request and all who hold a role by then, each once, also those who may not see the request, and says before whom it will tell (row:C1 row:A7 row:J4)', async () => {
    const job = await wanted([{ kind: 'requester' }, { kind: 'role', roleId: roleId('Finance') }]);
    expect(job.label).toMatch(/^Tell them: a notification to Employee of Acme, holders of Finance, “Pick up .+”; what was told stays told$/);
    const newcomer = await company.join('New in finance', ['Finance']);
    expect(await one().run(job)).toBe('succeeded');
    expect((await toldBy(job)).map(({ name }) => name)).toEqual(['Employee of Acme', 'Finance of Acme', 'New in finance']);
    const { data } = await newcomer.call(showNotifications, { query: {} });
    expect(data.rows.filter(({ kind }) => kind === 'notice')).toEqual([expect.objectContaining({ did: expect.stringMatching(/^says of request \d+: Pick up .+ \(request \d+\)$/), by: null, request: expect.objectContaining({ id: job.requestId, title: '' }) })]);
    expect((await company.admin.call(getEffect, { params: { effectId: job.effectId } })).attemptList).toMatchObject([{ asked: 'notice', request: { headers: { to: '3 members' } } }]);
  });

  it('tells the members of a group and a member who is named, each once where they are both (row:C1)', async () => {
    const { id: groupId } = await company.admin.call(createGroup, { body: { name: 'Board' } });
    const [{ id: memberId } = { id: '' }] = await api.database.look<{ id: string }>("select m.id from app.members m join app.groups g on g.tenant_id = m.tenant_id where g.id = $1 and m.name = 'Finance of Acme'", [groupId]);
    await api.database.look('insert into app.group_members (tenant_id, group_id, member_id) select tenant_id, $1, id from app.members where id = $2', [groupId, memberId]);
    const job = await wanted([{ kind: 'group', groupId }, { kind: 'member', memberId }]);
    expect(await one().run(job)).toBe('succeeded');
    expect(await toldBy(job)).toEqual([{ name: 'Finance of Acme' }]);
  });

  it('is given once although its job comes to two workers at once, and to one again (row:C2)', async () => {
    const job = await wanted([{ kind: 'requester' }]);
    const results = await Promise.all([one().run(job), two().run(job), one().run(job)]);
    expect(results.filter((result) => result === 'succeeded')).toHaveLength(1);
    expect(await toldBy(job)).toHaveLength(1);
  });

  it('is given once although whoever had it died, and is never in doubt (row:C2)', async () => {
    const job = await wanted([{ kind: 'requester' }]);
    await api.database.look("update app.effects set state = 'running', attempts = 1 where id = $1", [job.effectId]);
    await passTime(api.database, job);
    expect([await two().run(job), await one().run(job)]).toEqual(['succeeded', 'nothing_to_do']);
    expect([await toldBy(job), await effectStateOf(api.database, job)]).toEqual([[{ name: 'Employee of Acme' }], expect.objectContaining({ inDoubt: false })]);
  });

  it('that would tell nobody waits for a person (row:C4)', async () => {
    await company.addRole('Nobody has this', ['request.read']);
    const job = await wanted([{ kind: 'role', roleId: roleId('Nobody has this') }]);
    expect(await one().run(job)).toBe('parked');
    expect((await effectStateOf(api.database, job))?.problem).toMatch(/nobody to tell/);
  });

  it('is nothing to another company (row:F1)', async () => {
    const job = await wanted([{ kind: 'requester' }]);
    const other = await newCompany(api, 'Other');
    const [{ tenant_id: tenantId } = { tenant_id: '' }] = await api.database.look<{ tenant_id: string }>('select tenant_id from app.webhook_endpoints where id = $1', [other.endpointId]);
    expect(await one().run({ ...job, tenantId })).toBe('nothing_to_do');
    expect(await toldBy(job)).toEqual([]);
  });
});
