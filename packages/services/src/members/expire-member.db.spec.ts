import { addGroupMembers, createGroup } from '@countersign/contracts/groups';
import { setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { setMemberExpiry } from '@countersign/contracts/members';
import { getRequest } from '@countersign/contracts/requests';
import { addFlow, approvalBy, memberIdOf, membershipJobsOf, newCompany, openTestApi, openTestWorker, type Company, type TestApi, type TestWorker } from '@countersign/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';

let api: TestApi;
let company: Company;
let worker: TestWorker;
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
  worker = await openTestWorker(api.database);
}, 120_000);
afterAll(async () => {
  await worker.close();
  await api.close();
});

const dayMs = 86_400_000;
const expire = (memberId: string, inMs: number) => company.admin.call(setMemberExpiry, { params: { memberId }, body: { expiresAt: new Date(Date.now() + inMs).toISOString() } });
const entries = (memberId: string) => api.database.look<{ action: string; actor: unknown; before: unknown }>("select action, convert_from(canonical, 'UTF8')::jsonb->'actor' as actor, convert_from(canonical, 'UTF8')::jsonb->'before' as before from app.audit_entries where subject_id = $1 and action = 'member.expired'", [memberId]);

describe('the end of a membership (row:F3)', () => {
  it('removes the member with all that they held, and stops what only they could sign, and says so; a second delivery does nothing (row:A1 row:E1)', async () => {
    const roleId = await company.addRole('Counsel', ['request.read', 'task.decide']);
    const guest = await company.join('Guest', ['Counsel']);
    const memberId = await memberIdOf(company, guest);
    const group = await company.admin.call(createGroup, { body: { name: 'Board' } });
    await company.admin.call(addGroupMembers, { params: { groupId: group.id }, body: { memberIds: [memberId] } });
    await company.admin.call(setAuthorityLimit, { body: { holder: { kind: 'member', id: memberId }, requestTypeId: null, limit: { amount: '9.00', currency: 'EUR' } } });
    const alone = await (await addFlow(company, 'Legal', [approvalBy(company, 'Counsel')])).submit();
    expect(alone.status).toBe('open');
    const { expiresAt } = await expire(memberId, 600);
    const [job] = await membershipJobsOf(api.database, memberId);
    if (!job) throw new Error('a job was enqueued');
    expect(job).toMatchObject({ memberId, expiresAt });
    await pause(new Date(job.expiresAt).getTime() - Date.now() + 100);
    expect(await worker.expireMember(job)).toBe('removed');
    expect(await worker.expireMember(job)).toBe('superseded');
    const kept = await api.database.look('select 1 from app.member_roles where member_id = $1 union all select 1 from app.group_members where member_id = $1 union all select 1 from app.authority_limits where member_id = $1', [memberId]);
    expect(kept).toEqual([]);
    expect(await entries(memberId)).toEqual([{ action: 'member.expired', actor: { kind: 'job', name: 'memberships' }, before: { roleIds: [roleId], groupIds: [group.id] } }]);
    expect(await company.admin.call(getRequest, { params: { requestId: alone.id } })).toMatchObject({ status: 'needs_approver' });
  });

  it('is only the end that was said last: a job of an earlier one does nothing', async () => {
    const memberId = await memberIdOf(company, await company.join('Extended', ['requester']));
    await expire(memberId, 300);
    const { expiresAt } = await expire(memberId, 5 * dayMs);
    const [first, last] = await membershipJobsOf(api.database, memberId);
    if (!first || !last) throw new Error('two jobs were enqueued');
    await pause(400);
    expect(await worker.expireMember(first)).toBe('superseded');
    expect(last.expiresAt).toBe(expiresAt);
    expect(await entries(memberId)).toEqual([]);
  });

  it('is slept towards in parts where it is further away than a queue can count: woken early, the job sleeps again', async () => {
    const memberId = await memberIdOf(company, await company.join('For years', ['requester']));
    await expire(memberId, 400 * dayMs);
    const [job] = await membershipJobsOf(api.database, memberId);
    if (!job) throw new Error('a job was enqueued');
    expect(Math.round(job.sleepsMs / dayMs)).toBe(20);
    expect(await worker.expireMember(job)).toBe('waits');
    const jobs = await membershipJobsOf(api.database, memberId);
    expect(jobs.map(({ expiresAt, sleepsMs }) => [expiresAt, Math.round(sleepsMs / dayMs)])).toEqual([[job.expiresAt, 20], [job.expiresAt, 20]]);
    expect(await entries(memberId)).toEqual([]);
  });

  it('removes nobody of another company, whatever a job says (row:F1)', async () => {
    const other = await newCompany(api, 'Borealis');
    const memberId = await memberIdOf(company, await company.join('Ours', ['requester']));
    await expire(memberId, 300);
    const [job] = await membershipJobsOf(api.database, memberId);
    const theirs = await api.database.look<{ tenant_id: string }>('select tenant_id from app.members where email = $1', [other.admin.email]);
    await pause(400);
    expect(await worker.expireMember({ memberId, expiresAt: job?.expiresAt ?? '', tenantId: theirs[0]?.tenant_id ?? '' })).toBe('superseded');
    expect(await entries(memberId)).toEqual([]);
  });
});
