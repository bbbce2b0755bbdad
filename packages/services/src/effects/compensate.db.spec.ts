import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { repairEffect, resolveEffect } from '@countersign/contracts/effects';
import { getRequest } from '@countersign/contracts/requests';
import type { ConnectionSettings } from '@countersign/contracts/connections';
import type { EffectStep } from '@countersign/engine';
import { addFlow, answers, callStep, connect, newCompany, openTestApi, openTestReceiver, openTestWorker, passTime, signedBy, writtenHost as host, type Company, type TestApi, type TestReceiver, type TestWorker } from '@countersign/testing';
import type { EffectJob } from './index.js';

let api: TestApi;
let company: Company;
let receiver: TestReceiver;
let worker: TestWorker;
let twin: TestWorker;
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [host] });
  company = await newCompany(api, 'Acme');
}, 120_000);
afterAll(() => api.close());
beforeEach(async () => {
  receiver = await openTestReceiver();
  const options = { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [0, 0, 0], leaseMs: 300 } };
  [worker, twin] = [await openTestWorker(api.database, options), await openTestWorker(api.database, options)];
});
afterEach(async () => {
  await Promise.all([worker.close(), twin.close()]);
  await receiver.close();
});

const unsure = { idempotency: { header: 'Idempotency-Key', honoured: false } };
type Changes = Readonly<Record<string, Partial<EffectStep>>>;

/** An approved request that reserves, pays and sends, one after the other; where sending fails for good, the others are undone. */
async function approved(changes: Changes = {}, settings: Partial<ConnectionSettings> = {}, more: (connectionId: string) => EffectStep[] = () => []): Promise<Acting> {
  const connection = await connect(company, `http://${host}/v2`, settings);
  await api.database.look('update app.connections set base_url = $1 where id = $2', [`http://${receiver.host}/v2`, connection.id]);
  const call = (method: 'POST' | 'DELETE', path: string) => ({ kind: 'http' as const, connectionId: connection.id, method, path, body: null });
  const steps = [
    callStep(connection.id, 'reserve', { path: '/reservations' }, call('DELETE', '/reservations/{{number}}')),
    { ...callStep(connection.id, 'pay', { path: '/payments' }, call('POST', '/refunds')), waitsForPrevious: true },
    { ...callStep(connection.id, 'send', { path: '/orders' }), waitsForPrevious: true, onFailure: 'compensate' as const },
  ].map((step): EffectStep => ({ ...step, ...changes[step.id] }));
  const flow = await addFlow(company, `Order ${connection.name}`, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), ...steps, ...more(connection.id)] });
  const { id: requestId } = await flow.submit();
  await company.decide(company.budgetOwner, requestId, 'approve');
  return new Acting(requestId);
}

class Acting {
  private readonly done = new Set<string>();
  constructor(readonly requestId: string) {}

  /** Everything that a worker has to do by now, until nothing is left. Each job as often as `by` has workers, at once. */
  async drain(by: readonly TestWorker[] = [worker]): Promise<void> {
    for (;;) {
      const jobs = await api.database.look<{ id: string; name: string; data: EffectJob & { requestId: string } }>(
        `select j.id, j.name, j.data from pgboss.job j where j.start_after <= now() and ((j.name = 'compensations' and j.data->>'requestId' = $1)
            or (j.name = 'effects' and exists (select 1 from app.effects e where e.request_id = $1::uuid and e.id::text = j.data->>'effectId'))) order by j.created_on, j.id`,
        [this.requestId],
      );
      const next = jobs.find(({ id }) => !this.done.has(id));
      if (!next) return;
      this.done.add(next.id);
      await Promise.all(by.map((one) => (next.name === 'effects' ? one.run(next.data) : one.goOnCompensating(next.data))));
    }
  }

  async job(stepId: string, undoes = false): Promise<EffectJob> {
    const [row] = await api.database.look<EffectJob>('select tenant_id as "tenantId", id as "effectId" from app.effects where request_id = $1 and step_id = $2 and (undoes_id is not null) = $3', [this.requestId, stepId, undoes]);
    if (!row) throw new Error(`there is no effect of ${stepId}`);
    return row;
  }

  /** "reserve compensated", "undo reserve succeeded". */
  async states(): Promise<string[]> {
    const rows = await api.database.look<{ step: string; state: string; undoes: boolean }>('select step_id as step, state, undoes_id is not null as undoes from app.effects where request_id = $1 order by id', [this.requestId]);
    return rows.map(({ step, state, undoes }) => `${undoes ? 'undo ' : ''}${step} ${state}`);
  }

  /** What the run knows of it, and that its facts say the same. */
  async run(): Promise<{ status: string; compensation: unknown }> {
    const { found } = await worker.checkRuns(false);
    expect(found).toEqual([]);
    const [row] = await api.database.look<{ status: string; compensation: unknown }>("select state->>'status' as status, state->'compensation' as compensation from app.runs where request_id = $1", [this.requestId]);
    if (!row) throw new Error('there is a run');
    return row;
  }
}
const calls = () => receiver.calls.map(({ method, path }) => `${method ?? ''} ${path.replace(/\/\d+$/, '/N').replace('/v2', '')}`);

describe('an effect that fails for good whose step says that what was carried out is undone', () => {
  it('has it undone, the last first, each by its own call with its own key, and says so in facts, audit and states (row:C4 row:A6 row:B1)', async () => {
    receiver.plan(answers(201), answers(201), answers(422));
    const acting = await approved();
    await acting.drain();
    expect(calls()).toEqual(['POST /reservations', 'POST /payments', 'POST /orders', 'POST /refunds', 'DELETE /reservations/N']);
    expect(new Set(receiver.calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(5);
    expect(await acting.states()).toEqual(['reserve compensated', 'pay compensated', 'send given_up', 'undo pay succeeded', 'undo reserve succeeded']);
    expect(await acting.run()).toEqual({ status: 'reversed', compensation: { stepId: 'send', state: 'compensated', leftStepIds: [] } });
    const actions = await api.database.look<{ action: string }>("select action from app.audit_entries where subject_id = $1 and action like 'request.comp%' order by id", [acting.requestId]);
    expect(actions.map(({ action }) => action)).toEqual(['request.compensation_begun', 'request.compensation_went_on', 'request.compensated']);
    expect((await company.requester.call(getRequest, { params: { requestId: acting.requestId } })).status).toBe('reversed');
  });

  it('records the failure and what follows from it together (row:C1 row:C4)', async () => {
    receiver.plan(answers(201), answers(201), answers(422));
    const acting = await approved();
    for (const stepId of ['reserve', 'pay']) expect(await worker.run(await acting.job(stepId))).toBe('succeeded');
    expect(await worker.run(await acting.job('send'))).toBe('failed');
    expect(await acting.states()).toEqual(['reserve compensating', 'pay compensating', 'send given_up', 'undo pay wanted', 'undo reserve wanted']);
    expect(await acting.run()).toMatchObject({ status: 'reversed', compensation: { state: 'compensating', leftStepIds: ['pay', 'reserve'] } });
    // Its turn has not come, whoever sends a job for it.
    expect(await twin.run(await acting.job('reserve', true))).toBe('later');
    expect(calls()).toHaveLength(3);
  });

  it('is the same with every job delivered to two workers at once (row:C2 row:C4)', async () => {
    receiver.plan(answers(201), answers(201), answers(503), answers(422));
    const acting = await approved();
    await acting.drain([worker, twin, worker]);
    expect(calls()).toEqual(['POST /reservations', 'POST /payments', 'POST /orders', 'POST /orders', 'POST /refunds', 'DELETE /reservations/N']);
    expect(await acting.states()).toEqual(['reserve compensated', 'pay compensated', 'send given_up', 'undo pay succeeded', 'undo reserve succeeded']);
    expect(await acting.run()).toMatchObject({ compensation: { state: 'compensated' } });
  });

  it('does not begin what was not begun, and says why (row:C4)', async () => {
    receiver.plan(answers(201), answers(201), answers(422));
    const acting = await approved({}, {}, (connectionId) => [{ ...callStep(connectionId, 'tell', { path: '/told' }), waitsForPrevious: true }]);
    await acting.drain();
    expect(calls()).not.toContain('POST /told');
    const { effectId } = await acting.job('tell');
    expect(await api.database.look('select state, attempts, last_problem as problem from app.effects where id = $1', [effectId])).toEqual([{ state: 'called_off', attempts: 0, problem: '“send” failed for good before this was carried out.' }]);
    expect(await worker.run(await acting.job('tell'))).toBe('nothing_to_do');
  });

  it('undoes nothing where nothing was done, and comes to its end at once (row:C4)', async () => {
    receiver.plan(answers(422));
    const acting = await approved({ reserve: { onFailure: 'compensate' } });
    await acting.drain();
    expect([calls(), await acting.states()]).toEqual([['POST /reservations'], ['reserve given_up', 'pay called_off', 'send called_off']]);
    expect(await acting.run()).toEqual({ status: 'reversed', compensation: { stepId: 'reserve', state: 'compensated', leftStepIds: [] } });
  });

  it('undoes nothing while nobody knows whether it was carried out: a person says so first (row:C2 row:C4)', async () => {
    receiver.plan(answers(201), answers(201), answers(500));
    const acting = await approved({}, unsure);
    await acting.drain();
    expect(await acting.states()).toEqual(['reserve succeeded', 'pay succeeded', 'send unknown']);
    expect((await acting.run()).compensation).toBeNull();
    receiver.plan(answers(422));
    const { effectId } = await acting.job('send');
    await company.admin.call(repairEffect, { params: { effectId }, body: { how: 'retry', reason: 'It is not there', state: 'unknown' } });
    await acting.drain();
    expect(await acting.states()).toEqual(['reserve compensated', 'pay compensated', 'send given_up', 'undo pay succeeded', 'undo reserve succeeded']);
  });
});

describe('what undoes an effect', () => {
  it('waits for a person where it fails for good, and so does the next one; then it goes on (row:C4 row:A6)', async () => {
    receiver.plan(answers(201), answers(201), answers(422), answers(422));
    const acting = await approved();
    await acting.drain();
    expect(await acting.states()).toEqual(['reserve compensating', 'pay compensating', 'send given_up', 'undo pay failed', 'undo reserve wanted']);
    expect(calls().at(-1)).toBe('POST /refunds');
    const { effectId } = await acting.job('pay', true);
    await company.admin.call(resolveEffect, { params: { effectId }, body: { evidence: 'Refunded by hand, receipt 12' } });
    await acting.drain([worker, twin]);
    expect(await acting.states()).toEqual(['reserve compensated', 'pay compensated', 'send given_up', 'undo pay resolved', 'undo reserve succeeded']);
    expect(await acting.run()).toMatchObject({ compensation: { state: 'compensated' } });
  });

  it('is a person where the step says so, and is left as it is where a person decides that (row:C4 row:A6)', async () => {
    receiver.plan(answers(201), answers(201), answers(422), answers(422));
    const acting = await approved({ pay: { onReverse: 'person' } });
    await acting.drain();
    expect(await acting.states()).toEqual(['reserve compensating', 'pay compensating', 'send given_up', 'undo pay parked', 'undo reserve wanted']);
    await company.admin.call(resolveEffect, { params: { effectId: (await acting.job('pay', true)).effectId }, body: { evidence: 'The bank has called it back' } });
    await acting.drain();
    const { effectId } = await acting.job('reserve', true);
    await company.admin.call(repairEffect, { params: { effectId }, body: { how: 'skip', reason: 'It runs out by itself', state: 'failed' } });
    await acting.drain();
    // What is left as it is was carried out, and stays so.
    expect(await acting.states()).toEqual(['reserve succeeded', 'pay compensated', 'send given_up', 'undo pay resolved', 'undo reserve skipped']);
    expect(await acting.run()).toMatchObject({ compensation: { state: 'compensated' } });
  });

  it('is done once although its worker dies after the call, and the next one follows (row:C2 row:C4)', async () => {
    receiver.plan(answers(201), answers(201), answers(422), { does: 'answers late', ms: 800, ...answers(201) });
    const acting = await approved();
    for (const stepId of ['reserve', 'pay', 'send']) await worker.run(await acting.job(stepId));
    const refund = await acting.job('pay', true);
    const first = worker.run(refund);
    while (receiver.calls.length < 4) await new Promise((resolve) => setTimeout(resolve, 20));
    await passTime(api.database, refund);
    expect(await twin.run(refund)).toBe('succeeded');
    expect(await first).toBe('taken_over');
    await acting.drain();
    expect(new Set(receiver.calls.filter(({ path }) => path === '/v2/refunds').map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(await acting.states()).toEqual(['reserve compensated', 'pay compensated', 'send given_up', 'undo pay succeeded', 'undo reserve succeeded']);
  });
});

describe('effects that run beside each other', () => {
  const beside = { pay: { waitsForPrevious: undefined }, send: { waitsForPrevious: undefined } };

  it('are undone once none of them is under way any more, as far as they were carried out (row:C4)', async () => {
    const acting = await approved(beside);
    receiver.plan(answers(201), answers(422));
    await worker.run(await acting.job('reserve'));
    const pay = await acting.job('pay');
    // Somebody has it in hand.
    await api.database.look("update app.effects set state = 'running', attempts = 1, lease_until = now() + interval '1 hour' where id = $1", [pay.effectId]);
    expect(await worker.run(await acting.job('send'))).toBe('failed');
    expect(await acting.states()).toEqual(['reserve succeeded', 'pay running', 'send given_up']);
    expect(await acting.run()).toMatchObject({ status: 'approved', compensation: { state: 'waiting' } });
    await passTime(api.database, pay);
    expect(await twin.run(pay)).toBe('succeeded');
    await acting.drain([worker, twin]);
    expect(calls().slice(-2)).toEqual(['POST /refunds', 'DELETE /reservations/N']);
    expect(await acting.states()).toEqual(['reserve compensated', 'pay compensated', 'send given_up', 'undo pay succeeded', 'undo reserve succeeded']);
  });

  it('are not tried again where the other system said that it did not take them (row:C4)', async () => {
    const acting = await approved(beside);
    receiver.plan(answers(201), answers(503), answers(422));
    for (const stepId of ['reserve', 'pay', 'send']) await worker.run(await acting.job(stepId));
    await acting.drain();
    expect(await acting.states()).toEqual(['reserve compensated', 'pay called_off', 'send given_up', 'undo reserve succeeded']);
  });

  it('wait for a person to say whether one was carried out that nobody knows of; then all is undone (row:C2 row:C4)', async () => {
    const acting = await approved(beside, unsure);
    receiver.plan(answers(201), answers(500), answers(422));
    for (const stepId of ['reserve', 'pay', 'send']) await worker.run(await acting.job(stepId));
    await acting.drain();
    expect(await acting.states()).toEqual(['reserve succeeded', 'pay unknown', 'send given_up']);
    await company.admin.call(repairEffect, { params: { effectId: (await acting.job('pay')).effectId }, body: { how: 'mark_done', reason: 'It is on the account', state: 'unknown' } });
    await acting.drain();
    expect(await acting.states()).toEqual(['reserve compensated', 'pay compensated', 'send given_up', 'undo pay succeeded', 'undo reserve succeeded']);
  });
});

it('is nothing to another tenant (row:F1)', async () => {
  receiver.plan(answers(201), answers(201), answers(422));
  const acting = await approved();
  for (const stepId of ['reserve', 'pay', 'send']) await worker.run(await acting.job(stepId));
  const other = await newCompany(api, 'Other');
  const [row] = await api.database.look<{ tenantId: string }>('select tenant_id as "tenantId" from app.webhook_endpoints where id = $1', [other.endpointId]);
  const before = await acting.states();
  expect(await worker.goOnCompensating({ tenantId: row?.tenantId ?? '', requestId: acting.requestId })).toBe(0);
  expect(await acting.states()).toEqual(before);
});
