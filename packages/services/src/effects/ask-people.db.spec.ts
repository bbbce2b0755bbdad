import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compensateEffect, getEffect, previewCompensation, repairEffect, resolveEffect } from '@countersign/contracts/effects';
import { createGroup } from '@countersign/contracts/groups';
import { deactivateMember, setManager } from '@countersign/contracts/members';
import { getRequest, listRequests, previewReversal, reverseRequest } from '@countersign/contracts/requests';
import { assignMemberRoles } from '@countersign/contracts/members';
import { showInbox, showNotifications } from '@countersign/contracts/screens';
import { addFlow, askStep, effectOf, effectStateOf, jobsOf, lookAt, memberIdOf, newCompany, openTestApi, openTestWorker, passTime, signedBy, type Company, type Person, type TestApi, type TestWorker } from '@countersign/testing';
import type { AskEffect, EffectStep } from '@countersign/engine';
import type { EffectJob } from './index.js';

let api: TestApi;
let company: Company;
let ada: Person;
let ben: Person;
const workers: TestWorker[] = [];
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
  await company.addRole('Reception', ['request.read']);
  ada = await company.join('Ada', ['Reception']);
  ben = await company.join('Ben', ['Reception']);
  workers.push(await openTestWorker(api.database, { delivery: { retryDelaysMs: [0, 0], leaseMs: 300 } }), await openTestWorker(api.database, { delivery: { retryDelaysMs: [0, 0], leaseMs: 300 } }));
}, 120_000);
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.close()));
  await api.close();
});

const [one, two] = [() => workers[0] as TestWorker, () => workers[1] as TestWorker];
const roleId = (name: string) => company.roleIds.get(name) ?? '';
const reception = (): AskEffect['to'] => [{ kind: 'role', roleId: roleId('Reception') }];
let count = 0;

interface Wanted extends EffectJob {
  readonly requestId: string;
  readonly label: string;
}

async function wanted(to: AskEffect['to'], more: Partial<EffectStep> = {}, ...after: EffectStep[]): Promise<Wanted> {
  const flow = await addFlow(company, `Badges ${(count += 1)}`, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), askStep(to, more), ...after] });
  const { id } = await flow.submit();
  const { shown } = await lookAt(company.budgetOwner, id);
  await company.decide(company.budgetOwner, id, 'approve');
  const [job] = await jobsOf(api.database, id);
  if (!job) throw new Error('an ask is wanted');
  return { ...job, requestId: id, label: shown.effects[0]?.label ?? '' };
}

async function asked(to: AskEffect['to'] = reception(), more: Partial<EffectStep> = {}, ...after: EffectStep[]): Promise<Wanted> {
  const job = await wanted(to, more, ...after);
  expect(await one().run(job)).toBe('asked');
  return job;
}

const asksOf = ({ effectId }: EffectJob) => api.database.look<{ name: string; because: string }>('select m.name, a.because from app.asks a join app.members m on m.tenant_id = a.tenant_id and m.id = a.member_id where a.effect_id = $1 and a.counts order by m.name', [effectId]);
const toldOf = async ({ effectId }: EffectJob) => (await api.database.look<{ name: string; kind: string }>('select m.name, n.kind from app.notifications n join app.members m on m.tenant_id = n.tenant_id and m.id = n.member_id where n.effect_id = $1 order by m.name', [effectId])).map(({ name, kind }) => `${name}: ${kind}`);
const stateOf = async (job: EffectJob) => (await effectStateOf(api.database, job))?.state;
const answer = (by: Person, { effectId }: EffectJob, evidence = 'Badge 17 lies at the desk', outcome?: 'done' | 'not_done') => by.call(resolveEffect, { params: { effectId }, body: { evidence, ...(outcome && { outcome }) } });
const sentBy = async ({ effectId }: EffectJob) => (await api.database.look("select 1 from pgboss.job where data->>'effectId' = $1 and name = 'effects'", [effectId])).length;
const jobsAfter = (job: EffectJob & { requestId: string }) => api.database.look<{ queue: string }>("select name as queue from pgboss.job where data->>'requestId' = $1 and name = 'compensations'", [job.requestId]);

describe('an ask', () => {
  it('says before whom it asks, asks all who hold a role by then with the reason, tells each once, and waits without having failed (row:C1 row:A7 row:A1)', async () => {
    const job = await wanted(reception());
    expect(job.label).toMatch(/^Order the badge: asks holders of Reception to do this outside: “Order the badge for .+”; it waits until one of them says that it is done$/);
    expect(await one().run(job)).toBe('asked');
    expect(await asksOf(job)).toEqual([{ name: 'Ada', because: 'holds the role Reception' }, { name: 'Ben', because: 'holds the role Reception' }]);
    expect(await toldOf(job)).toEqual(['Ada: asked_to_do', 'Ben: asked_to_do']);
    expect(await company.admin.call(getEffect, { params: { effectId: job.effectId } })).toMatchObject({ state: 'asked', target: 'Ada, Ben', endedAt: null, lastProblem: null, attemptList: [{ asked: 'ask', request: { headers: { to: '2 members' } } }] });
    const { data } = await ada.call(showNotifications, { query: {} });
    expect(data.rows.find(({ request }) => request.id === job.requestId)).toMatchObject({ kind: 'asked_to_do', did: expect.stringMatching(/^asks you to do something for request \d+: Order the badge for /), by: null });
  });

  it('stands in the inbox of everybody who is asked until one of them has said, and of nobody else; not where they may see requests no more (row:A1 row:J1)', async () => {
    const [first, second] = [await asked(), await asked([{ kind: 'member', memberId: await memberIdOf(company, ada) }])];
    const inbox = async (by: Person) => (await by.call(showInbox, { query: {} })).data.asked.filter(({ effectId }) => [first.effectId, second.effectId].includes(effectId)).map(({ effectId, because }) => [effectId, because]);
    expect(await inbox(ada)).toEqual([[first.effectId, 'holds the role Reception'], [second.effectId, 'is named by the workflow']]);
    expect([await inbox(ben), await inbox(company.admin)]).toEqual([[[first.effectId, 'holds the role Reception']], []]);
    await answer(ben, first);
    expect([await inbox(ada), await inbox(ben)]).toEqual([[[second.effectId, 'is named by the workflow']], []]);
    await company.addRole('Porter', ['request.read']);
    const eve = await company.join('Eve', ['Porter']);
    const memberId = await memberIdOf(company, eve);
    const third = await asked([{ kind: 'member', memberId }]);
    const evesInbox = async () => (await eve.call(showInbox, { query: {} })).data.asked.map(({ effectId }) => effectId);
    expect(await evesInbox()).toEqual([third.effectId]);
    await company.admin.call(assignMemberRoles, { params: { memberId }, body: { roleIds: [] } });
    expect(await evesInbox()).toEqual([]);
  });

  it('asks whoever made the request, their manager, a group and a named member, each once by what names them first, and nobody who may not see requests (row:A1)', async () => {
    const [requesterId, managerId, adaId] = await Promise.all([memberIdOf(company, company.requester), memberIdOf(company, ben), memberIdOf(company, ada)]);
    await company.admin.call(setManager, { params: { memberId: requesterId }, body: { manager: { memberId: managerId } } });
    const { id: groupId } = await company.admin.call(createGroup, { body: { name: 'Desk' } });
    const blind = await memberIdOf(company, await company.join('Blind', []));
    await api.database.look('insert into app.group_members (tenant_id, group_id, member_id) select tenant_id, $1, id from app.members where id = any ($2)', [groupId, [adaId, managerId, blind]]);
    const job = await asked([{ kind: 'requester' }, { kind: 'manager' }, { kind: 'group', groupId }, { kind: 'member', memberId: adaId }]);
    expect(await asksOf(job)).toEqual([{ name: 'Ada', because: 'is named by the workflow' }, { name: 'Ben', because: 'is the manager of Employee of Acme' }, { name: 'Employee of Acme', because: 'made the request' }]);
  });

  it('lets those who are asked see the request, in lists too, and others not (row:F2)', async () => {
    const job = await asked([{ kind: 'member', memberId: await memberIdOf(company, ada) }]);
    const seen = async (by: Person) => (await by.call(listRequests, { query: { limit: '100' } })).items.some(({ id }) => id === job.requestId);
    expect([await seen(ada), await seen(ben)]).toEqual([true, false]);
    expect(await ada.call(getRequest, { params: { requestId: job.requestId } })).toMatchObject({ effects: [{ state: 'asked', target: 'Ada', asks: expect.stringContaining('Order the badge') }] });
    await expect(ben.call(getRequest, { params: { requestId: job.requestId } })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is asked once although its job comes to two workers at once, and to one again, and although whoever had it died (row:C2)', async () => {
    const job = await wanted(reception());
    const results = await Promise.all([one().run(job), two().run(job), one().run(job)]);
    expect(results.filter((result) => result === 'asked')).toHaveLength(1);
    const died = await wanted(reception());
    await api.database.look("update app.effects set state = 'running', attempts = 1 where id = $1", [died.effectId]);
    await passTime(api.database, died);
    expect([await two().run(died), await one().run(died)]).toEqual(['asked', 'nothing_to_do']);
    expect([await toldOf(job), await toldOf(died)]).toEqual([['Ada: asked_to_do', 'Ben: asked_to_do'], ['Ada: asked_to_do', 'Ben: asked_to_do']]);
  });

  it('that nobody can be asked is never passed: it waits for a person, and who may see to effects is told (row:A1 row:C4)', async () => {
    await company.addRole('Nobody has this', ['request.read']);
    const job = await wanted([{ kind: 'role', roleId: roleId('Nobody has this') }]);
    expect(await one().run(job)).toBe('parked');
    expect(await toldOf(job)).toEqual(['Admin of Acme: effect_stopped']);
    expect((await effectStateOf(api.database, job))?.problem).toMatch(/nobody to ask/);
  });

  it('holds back what waits for it, and lets it go on once it is done (row:C4)', async () => {
    const job = await asked(reception(), {}, { ...effectOf(company, 'send', 'nothing'), waitsForPrevious: true });
    const [send] = await api.database.look<{ id: string }>("select id from app.effects where request_id = $1 and step_id = 'send'", [job.requestId]);
    const next = { tenantId: job.tenantId, effectId: send?.id ?? '' };
    expect(await one().run(next)).toBe('later');
    const before = await sentBy(next);
    await answer(ada, job);
    expect([await stateOf(job), await sentBy(next)]).toEqual(['resolved', before + 1]);
  });

  it('that could not be done follows its step: it waits for a person, or what was carried out is undone (row:C4)', async () => {
    const job = await asked();
    await answer(ben, job, 'No badges are left', 'not_done');
    expect(await effectStateOf(api.database, job)).toMatchObject({ state: 'failed', problem: 'Ben says that it could not be done: No badges are left' });
    const undone = await asked(reception(), { onFailure: 'compensate' });
    await answer(ben, undone, 'No badges are left', 'not_done');
    expect(await jobsAfter(undone)).toHaveLength(1);
    expect(await jobsAfter(job)).toHaveLength(0);
  });

  it('can be asked anew once everybody who was asked has left, and answered meanwhile by who may see to effects (row:C4)', async () => {
    await company.addRole('Desk', ['request.read']);
    const dora = await company.join('Dora', ['Desk']);
    const [job, other] = [await asked([{ kind: 'role', roleId: roleId('Desk') }]), await asked([{ kind: 'role', roleId: roleId('Desk') }])];
    await company.admin.call(deactivateMember, { params: { memberId: await memberIdOf(company, dora) }, body: {} });
    await company.join('Emil', ['Desk']);
    const { shown } = await company.admin.call(getEffect, { params: { effectId: job.effectId } });
    await company.admin.call(repairEffect, { params: { effectId: job.effectId }, body: { how: 'retry', reason: 'Dora has left', state: 'asked', shown } });
    expect([await stateOf(job), await one().run(job)]).toEqual(['wanted', 'asked']);
    expect(await asksOf(job)).toEqual([{ name: 'Emil', because: 'holds the role Desk' }]);
    await answer(company.admin, other, 'Seen at the desk');
    expect(await stateOf(other)).toBe('resolved');
  });

  it('is called off where the request is undone: what may have been done is undone by another ask, and nobody can answer the first any more (row:A6)', async () => {
    const back: AskEffect = { kind: 'ask', to: reception(), text: 'Collect the badge of {{title}}' };
    const job = await asked(reception(), { onReverse: back });
    const params = { requestId: job.requestId };
    const { consequencesDigest, effects } = await company.admin.call(previewReversal, { params });
    expect(effects).toEqual([expect.objectContaining({ how: 'ask', text: expect.stringMatching(/^Order the badge was asked of Ada, Ben.*, who need not do it any more and may have done it\. To undo it, Countersign asks holders of Reception/) })]);
    await company.admin.call(reverseRequest, { params, body: { reason: 'Not needed', outcome: 'reversed', consequencesDigest } });
    expect(await stateOf(job)).toBe('called_off');
    await expect(answer(ada, job)).rejects.toMatchObject({ code: 'not_waiting' });
    const undoing = (await api.database.look<{ id: string }>('select id from app.effects where undoes_id = $1', [job.effectId]))[0]?.id ?? '';
    const undo = { tenantId: job.tenantId, effectId: undoing };
    expect(await one().run(undo)).toBe('asked');
    await answer(ben, undo, 'The badge is in the drawer');
    expect(await stateOf(undo)).toBe('resolved');
  });

  it('that waits is waited for where what was carried out is undone; once it is done it is undone by another ask, and then the request is (row:C4 row:A6)', async () => {
    const back: AskEffect = { kind: 'ask', to: reception(), text: 'Collect the badge of {{title}}' };
    const job = await asked(reception(), { onReverse: back }, effectOf(company, 'send', 'nothing'));
    const [send] = await api.database.look<{ id: string }>("update app.effects set state = 'failed', attempts = 1, ended_at = now() where request_id = $1 and step_id = 'send' returning id", [job.requestId]);
    const params = { effectId: send?.id ?? '' };
    const { effects, shown } = await company.admin.call(previewCompensation, { params });
    expect(effects.map(({ how }) => how)).toEqual(['not_done', 'under_way']);
    expect(await company.admin.call(compensateEffect, { params, body: { reason: 'It is of no use any more', shown } })).toMatchObject({ compensation: 'waiting' });
    await answer(ada, job);
    expect(await one().goOnCompensating({ tenantId: job.tenantId, requestId: job.requestId })).toBeDefined();
    const undo = { tenantId: job.tenantId, effectId: (await api.database.look<{ id: string }>('select id from app.effects where undoes_id = $1', [job.effectId]))[0]?.id ?? '' };
    expect([await stateOf(job), await one().run(undo)]).toEqual(['compensating', 'asked']);
    await answer(ben, undo, 'The badge is in the drawer');
    await one().goOnCompensating({ tenantId: job.tenantId, requestId: job.requestId });
    expect([await stateOf(job), (await company.admin.call(getRequest, { params: { requestId: job.requestId } })).status]).toEqual(['compensated', 'reversed']);
  });

  it('is nothing to another company (row:F1)', async () => {
    const job = await wanted(reception());
    const other = await newCompany(api, 'Other');
    const [{ tenant_id: tenantId } = { tenant_id: '' }] = await api.database.look<{ tenant_id: string }>('select tenant_id from app.webhook_endpoints where id = $1', [other.endpointId]);
    expect(await one().run({ ...job, tenantId })).toBe('nothing_to_do');
    expect(await asksOf(job)).toEqual([]);
    await one().run(job);
    await expect(other.admin.call(resolveEffect, { params: { effectId: job.effectId }, body: { evidence: 'Done' } })).rejects.toMatchObject({ code: 'not_found' });
    expect(await stateOf(job)).toBe('asked');
  });
});
