import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { repairEffect } from '@countersign/contracts/effects';
import { addFlow, effectOf, newCompany, openTestApi, openTestReceiver, openTestWorker, signedBy, type Company, type TestApi, type TestReceiver, type TestWorker } from '@countersign/testing';
import type { EffectStep } from '@countersign/engine';
import type { EffectJob } from './index.js';

const host = '127.0.0.1:9';
let api: TestApi;
let company: Company;
let receiver: TestReceiver;
let worker: TestWorker;
let flows = 0;
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: [host] });
  company = await newCompany(api, 'Acme', { webhookUrl: `http://${host}/hook` });
});
afterAll(() => api.close());
beforeEach(async () => {
  receiver = await openTestReceiver();
  await api.database.look('update app.webhook_endpoints set url = $1', [receiver.url]);
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [0] } });
});
afterEach(async () => {
  await worker.close();
  await receiver.close();
});

/** An approved request with two effects, the second of which waits for the first. */
async function approved(first: Partial<EffectStep> = {}): Promise<{ first: EffectJob; second: EffectJob; jobs(of: EffectJob): Promise<number> }> {
  flows += 1;
  const flow = await addFlow(company, `In order ${flows}`, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), { ...effectOf(company, 'first', 'person'), ...first }, { ...effectOf(company, 'second', 'person'), waitsForPrevious: true }] });
  const { id } = await flow.submit();
  await company.decide(company.budgetOwner, id, 'approve');
  const rows = await api.database.look<EffectJob & { step: string }>('select tenant_id as "tenantId", id as "effectId", step_id as step from app.effects where request_id = $1', [id]);
  const of = (step: string): EffectJob => {
    const row = rows.find((each) => each.step === step);
    if (!row) throw new Error('both are wanted');
    return { tenantId: row.tenantId, effectId: row.effectId };
  };
  return { first: of('first'), second: of('second'), jobs: async ({ effectId }) => (await api.database.look("select 1 from pgboss.job where name = 'effects' and data->>'effectId' = $1", [effectId])).length };
}
const types = () => receiver.calls.map(({ body }) => (JSON.parse(body) as { type: string }).type);

describe('an effect that waits for the one before it', () => {
  it('is carried out once the one before is done, and at once then (row:C3)', async () => {
    const { first, second, jobs } = await approved();
    expect(await worker.run(second)).toBe('later');
    const before = await jobs(second);
    expect(await worker.run(first)).toBe('succeeded');
    expect(await jobs(second)).toBe(before + 1);
    expect(await worker.run(second)).toBe('succeeded');
    expect(types()).toEqual(['first.wanted', 'second.wanted']);
  });

  it('waits until a person has decided about one that failed for good (row:C4)', async () => {
    receiver.plan({ status: 500 }, { status: 500 });
    const { first, second } = await approved();
    expect([await worker.run(first), await worker.run(first), await worker.run(second)]).toEqual(['will_retry', 'failed', 'later']);
    await company.admin.call(repairEffect, { params: { effectId: first.effectId }, body: { how: 'skip', reason: 'Not needed any more', state: 'failed' } });
    expect(await worker.run(second)).toBe('succeeded');
  });

  it('goes on where the step before says so (row:C4)', async () => {
    receiver.plan({ status: 500 }, { status: 500 });
    const { first, second, jobs } = await approved({ onFailure: 'continue' });
    const before = await jobs(second);
    expect([await worker.run(first), await worker.run(second), await worker.run(first)]).toEqual(['will_retry', 'later', 'failed']);
    expect(await jobs(second)).toBeGreaterThan(before);
    expect(await worker.run(second)).toBe('succeeded');
  });

  it('does not wait for another request (row:C3)', async () => {
    const [one, other] = [await approved(), await approved()];
    expect(await worker.run(one.second)).toBe('later');
    expect([await worker.run(other.first), await worker.run(other.second)]).toEqual(['succeeded', 'succeeded']);
  });
});
