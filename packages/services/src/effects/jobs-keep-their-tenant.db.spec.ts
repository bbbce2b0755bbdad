import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jobsOf, keptRows, newCompany, openTestApi, openTestReceiver, openTestWorker, type Company, type TestApi, type TestReceiver, type TestWorker } from '@countersign/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EffectJob } from './index.js';

let api: TestApi;
let worker: TestWorker;
const companies: { company: Company; receiver: TestReceiver; canary: string; job: EffectJob }[] = [];
beforeAll(async () => {
  const receivers = [await openTestReceiver(), await openTestReceiver()];
  const hosts = receivers.map(({ host }) => host);
  api = await openTestApi({ allowedWebhookHosts: hosts });
  for (const [index, receiver] of receivers.entries()) {
    const company = await newCompany(api, `Company ${index}`, { webhookUrl: receiver.url });
    const canary = `canary-${index}-${crypto.randomUUID()}`;
    const { id } = await company.submit({ title: canary, amount: { amount: '10.00', currency: 'EUR' } });
    await company.decide(company.budgetOwner, id, 'approve');
    const [job] = await jobsOf(api.database, id);
    if (!job) throw new Error('no job was enqueued');
    companies.push({ company, receiver, canary, job });
  }
  worker = await openTestWorker(api.database, { allowedWebhookHosts: hosts });
}, 120_000);
afterAll(async () => {
  await worker.close();
  await Promise.all(companies.map(({ receiver }) => receiver.close()));
  await api.close();
});

const at = (index: number) => companies[index] ?? Promise.reject(new Error('there is no such company'));

describe('R29 a job belongs to one tenant, from the moment it is enqueued (row:F1)', () => {
  it.each([
    ['no tenant', {}],
    ['an empty one', { tenantId: '' }],
    ['null', { tenantId: null }],
    ['something that is none', { tenantId: "x'; select 1; --" }],
  ])('with %s it is refused when it is claimed, and nothing is written or sent', async (_, without) => {
    const { job, receiver } = await at(0);
    const before = await keptRows(api.database);
    const { tenantId: _tenant, ...rest } = job;
    await expect(worker.run({ ...rest, ...without } as unknown as EffectJob)).rejects.toThrow('needs the id of its tenant');
    expect(await keptRows(api.database)).toEqual(before);
    expect(receiver.calls).toHaveLength(0);
  });

  it("with another's effect there is nothing to do: nothing is written or sent, as with an effect that nobody has", async () => {
    const [first, second] = [await at(0), await at(1)];
    const before = await keptRows(api.database);
    const foreign = await worker.run({ tenantId: second.job.tenantId, effectId: first.job.effectId });
    expect(foreign).toBe(await worker.run({ tenantId: second.job.tenantId, effectId: crypto.randomUUID() }));
    expect(foreign).toBe('nothing_to_do');
    expect(await keptRows(api.database)).toEqual(before);
    expect([...first.receiver.calls, ...second.receiver.calls]).toEqual([]);
  });

  it('each company is sent its own, and no word of the other', async () => {
    expect(await Promise.all(companies.map(({ job }) => worker.run(job)))).toEqual(['succeeded', 'succeeded']);
    for (const { receiver, canary } of companies) {
      const text = receiver.calls.map(({ body, headers }) => body + JSON.stringify(headers)).join('\n');
      expect(text).toContain(canary);
      for (const other of companies) if (other.canary !== canary) expect(text).not.toContain(other.canary);
    }
  });

  it('every handler of the worker names the tenant of its job', () => {
    const folder = join(process.cwd(), 'apps/worker/src');
    const handlers = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.handler.ts'));
    expect(handlers.length).toBeGreaterThan(0);
    // No job of a company: clocks of the worker's own. Rounds look for what nobody needs any more; the others enter every company in turn.
    const clocks = ['audit/sequence-entries-every-quarter-second.handler.ts', 'timers/sweep-timers-every-five-minutes.handler.ts', 'requests/check-runs-every-night.handler.ts'];
    expect(handlers.filter((file) => !clocks.includes(file) && !/\btenantId\b|\bextends Rounds</.test(readFileSync(join(folder, file), 'utf8')))).toEqual([]);
  });
});
