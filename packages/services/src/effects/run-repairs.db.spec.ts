import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRepairs, previewRepairs, repairEffect, startRepairs, stopRepairs, type Repair } from '@countersign/contracts/effects';
import { callFlow, jobsOf, newCompany, openTestApi, openTestWorker, orderFlow, stoppedOrder, stuckEffect, type Company, type RequestFlow, type TestApi, type TestWorker } from '@countersign/testing';

let api: TestApi;
let company: Company;
let flow: RequestFlow;
let worker: TestWorker;
let twin: TestWorker;
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
  flow = await callFlow(company);
  [worker, twin] = [await openTestWorker(api.database), await openTestWorker(api.database)];
}, 120_000);
afterAll(async () => {
  await Promise.all([worker.close(), twin.close()]);
  await api.close();
});

const tenantOf = async (effectId: string) => (await api.database.look<{ tenantId: string }>('select tenant_id as "tenantId" from app.effects where id = $1', [effectId]))[0]?.tenantId ?? '';
const stuck = (state?: 'failed' | 'unknown' | 'parked') => stuckEffect(api.database, company, flow, state);
const statesOf = async (ids: readonly string[]) => (await api.database.look<{ state: string }>('select state from app.effects where id = any ($1::uuid[]) order by id', [ids])).map(({ state }) => state);

async function start(how: Repair, ofState: 'failed' | 'unknown' | 'parked' = 'failed') {
  const { until, planDigest } = await company.admin.call(previewRepairs, { query: { how, ofState } });
  return company.admin.call(startRepairs, { body: { how, ofState, reason: 'The bank was down', connectionId: null, until, planDigest } });
}

describe('a decision about many effects', () => {
  it('is carried out on each of them, once, although its job is delivered to two workers at once (row:C4)', async () => {
    const all = [];
    for (let at = 0; at < 30; at += 1) all.push(await stuck());
    const { id: repairId } = await start('retry');
    const job = { tenantId: await tenantOf(all[0]?.effectId ?? ''), repairId };
    await Promise.all([worker.runRepairs(job), twin.runRepairs(job)]);
    expect(await company.admin.call(getRepairs, { params: { repairId } })).toMatchObject({ state: 'done', progress: { waiting: 0, repaired: 30, changed: 0 } });
    expect(new Set(await statesOf(all.map(({ effectId }) => effectId)))).toEqual(new Set(['wanted']));
    for (const { requestId } of all.slice(0, 3)) expect(await jobsOf(api.database, requestId)).toHaveLength(2);
    const entries = await api.database.look("select 1 from app.audit_entries where action = 'effect.repaired' and convert_from(canonical, 'UTF8')::jsonb#>>'{after,repairId}' = $1", [repairId]);
    expect(entries).toHaveLength(30);
    expect(await worker.runRepairs(job)).toBe('nothing_to_do');
  });

  it('leaves alone what somebody has decided about meanwhile (row:C4)', async () => {
    const [one, other] = [await stuck('parked'), await stuck('parked')];
    const { id: repairId } = await start('mark_done', 'parked');
    await company.admin.call(repairEffect, { params: { effectId: one.effectId }, body: { how: 'skip', reason: 'Not needed', state: 'parked' } });
    expect(await worker.runRepairs({ tenantId: await tenantOf(one.effectId), repairId })).toBe('done');
    expect(await statesOf([one.effectId, other.effectId].toSorted())).toEqual([one.effectId, other.effectId].toSorted().map((id) => (id === one.effectId ? 'skipped' : 'resolved')));
    expect(await company.admin.call(getRepairs, { params: { repairId } })).toMatchObject({ progress: { repaired: 1, changed: 1 } });
  });

  it('is as the first says, of two about the same ones (row:C4)', async () => {
    const { effectId } = await stuck('parked');
    const [first, second] = [await start('skip', 'parked'), await start('mark_done', 'parked')];
    const tenantId = await tenantOf(effectId);
    await Promise.all([worker.runRepairs({ tenantId, repairId: first.id }), twin.runRepairs({ tenantId, repairId: second.id })]);
    const [one, other] = [await company.admin.call(getRepairs, { params: { repairId: first.id } }), await company.admin.call(getRepairs, { params: { repairId: second.id } })];
    expect([one.progress.repaired + other.progress.repaired, one.progress.changed + other.progress.changed]).toEqual([1, 1]);
    expect(await statesOf([effectId])).toEqual([one.progress.repaired === 1 ? 'skipped' : 'resolved']);
  });

  it('ends where somebody stops it (row:C4)', async () => {
    const { effectId } = await stuck('unknown');
    const { id: repairId } = await start('skip', 'unknown');
    await company.admin.call(stopRepairs, { params: { repairId } });
    expect(await worker.runRepairs({ tenantId: await tenantOf(effectId), repairId })).toBe('nothing_to_do');
    expect(await statesOf([effectId])).toEqual(['unknown']);
  });

  it('tries nothing again by another address or look-up than somebody looked at (row:C4 row:C2)', async () => {
    const [moved, blinded] = [await callFlow(company, { idempotency: { header: 'Idempotency-Key', honoured: false }, lookUpPath: '/acts/{key}' }), await callFlow(company, { idempotency: { header: 'Idempotency-Key', honoured: false }, lookUpPath: '/acts/{key}' })];
    const all = [await stuckEffect(api.database, company, moved, 'unknown'), await stuckEffect(api.database, company, blinded, 'unknown')];
    const { id: repairId } = await start('retry', 'unknown');
    await api.database.look("update app.connections set binding_digest = 'other' where id = $1", [moved.connectionId]);
    await api.database.look("update app.connections set settings = jsonb_set(settings, '{lookUpPath}', 'null') where id = $1", [blinded.connectionId]);
    await worker.runRepairs({ tenantId: await tenantOf(all[0]?.effectId ?? ''), repairId });
    expect(await statesOf(all.map(({ effectId }) => effectId))).toEqual(['unknown', 'unknown']);
  });

  it('has what was carried out for their requests undone, each request once, although its job is delivered to two workers at once (row:C4 row:A6)', async () => {
    const orders = await orderFlow(company);
    const all = [];
    for (let at = 0; at < 6; at += 1) all.push(await stoppedOrder(api.database, company, orders, 'parked'));
    const changed = all.at(-1);
    const { until, planDigest } = await company.admin.call(previewRepairs, { query: { how: 'skip', ofState: 'parked', undo: 'true' } });
    const { id: repairId } = await company.admin.call(startRepairs, { body: { how: 'skip', ofState: 'parked', reason: 'The vendor is closed', connectionId: null, until, planDigest, undo: true } });
    await api.database.look("update app.effects set state = 'unknown' where id = $1", [changed?.effects['send']]);
    const job = { tenantId: await tenantOf(all[0]?.effects['send'] ?? ''), repairId };
    await Promise.all([worker.runRepairs(job), twin.runRepairs(job)]);
    expect(await company.admin.call(getRepairs, { params: { repairId } })).toMatchObject({ undoes: true, state: 'done', progress: { waiting: 0, repaired: 5, changed: 1 } });
    for (const { requestId } of all.slice(0, 5)) {
      const rows = await api.database.look<{ step: string; state: string; undoes: boolean }>('select step_id as step, state, undoes_id is not null as undoes from app.effects where request_id = $1 order by id', [requestId]);
      expect(rows.map(({ step, state, undoes }) => `${undoes ? 'undo ' : ''}${step} ${state}`)).toEqual(['reserve compensating', 'pay compensating', 'send skipped', 'tell called_off', 'undo pay parked', 'undo reserve wanted']);
    }
    const [told] = await api.database.look<{ reason: string }>("select convert_from(canonical, 'UTF8')::jsonb->>'reason' as reason from app.audit_entries where action = 'request.compensation_begun' and subject_id = $1", [all[0]?.requestId]);
    expect(told?.reason).toBe('The vendor is closed');
    expect((await worker.checkRuns(false)).found).toEqual([]);
    expect(await statesOf([changed?.effects['pay'] ?? ''])).toEqual(['succeeded']);
  });

  it('is nothing to another tenant (row:F1)', async () => {
    const { effectId } = await stuck();
    const { id: repairId } = await start('skip');
    const other = await newCompany(api, 'Other');
    const [row] = await api.database.look<{ tenant: string }>('select tenant_id as tenant from app.webhook_endpoints where id = $1', [other.endpointId]);
    expect(await worker.runRepairs({ tenantId: row?.tenant ?? '', repairId })).toBe('nothing_to_do');
    expect(await statesOf([effectId])).toEqual(['failed']);
  });
});
