import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getEffect, repairEffect } from '@countersign/contracts/effects';
import { getRequest, listRequests } from '@countersign/contracts/requests';
import { readNotifications } from '@countersign/contracts/notifications';
import { showNotifications } from '@countersign/contracts/screens';
import { addFlow, answers, callStep, newCompany, openTestApi, openTestReceiver, openTestWorker, signedBy, throughConnection, throughOf, writtenHost as host, type Company, type Person, type TestApi, type TestReceiver, type TestWorker, type Through } from '@countersign/testing';
import type { EffectStep } from '@countersign/engine';

let api: TestApi;
let receiver: TestReceiver;
let company: Company;
let other: Company;
let repairer: Person;
let worker: TestWorker;
beforeAll(async () => {
  [api, receiver] = await Promise.all([openTestApi({ allowedWebhookHosts: [host] }), openTestReceiver()]);
  company = await newCompany(api, 'Acme');
  other = await newCompany(api, 'Other');
  await company.addRole('Operations', ['effect.read', 'effect.repair']);
  repairer = await company.join('Repairer', ['Operations']);
  worker = await openTestWorker(api.database, { allowedWebhookHosts: [receiver.host], delivery: { retryDelaysMs: [0], leaseMs: 300 } });
}, 120_000);
afterAll(async () => {
  await worker.close();
  await Promise.all([api.close(), receiver.close()]);
});

/** What somebody has not read of effects that stopped. */
async function unreadOf(person: Person) {
  const { data, nav } = await person.call(showNotifications, { query: {} });
  return { stopped: nav.effects, rows: data.rows.filter(({ kind, readAt }) => kind === 'effect_stopped' && readAt === null) };
}

async function readAll(person: Person): Promise<void> {
  const notificationIds = (await unreadOf(person)).rows.map(({ id }) => id);
  if (notificationIds.length > 0) await person.call(readNotifications, { body: { notificationIds } });
}

/** A request whose only call is answered so. */
async function stopped(by: Through, ...planned: Parameters<TestReceiver['plan']>): Promise<{ readonly effectId: string; readonly requestId: string }> {
  receiver.plan(...planned);
  const job = await by.wanted();
  await worker.run(job);
  return job;
}

/** Of a system that honours no keys, and cannot be asked. */
const through = () => throughConnection({ database: api.database, company, receiver }, { idempotency: { header: 'Idempotency-Key', honoured: false } });

/** The same connection, by a step that says what follows a failure. */
async function failing(onFailure: EffectStep['onFailure']): Promise<Through> {
  const { connection } = await through();
  const flow = await addFlow(company, `Payments that ${String(onFailure)} at ${connection.name}`, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), { ...callStep(connection.id, 'pay'), ...(onFailure !== undefined && { onFailure }) }] });
  return throughOf(api.database, company, connection, flow);
}

describe('an effect that waits for somebody', () => {
  it('is said wherever its request stands, until it is repaired (row:C4 row:J1)', async () => {
    const { effectId, requestId } = await stopped(await through(), answers(404));
    const seen = async () => {
      const { items } = await company.admin.call(listRequests, { query: {} });
      const one = await company.admin.call(getRequest, { params: { requestId } });
      return [items.find(({ id }) => id === requestId)?.stopped, one.stopped, one.status];
    };
    const pay = { stepId: 'pay', stepName: 'pay' };
    expect(await seen()).toEqual([pay, pay, 'approved']);
    const { shown } = await company.admin.call(getEffect, { params: { effectId } });
    await company.admin.call(repairEffect, { params: { effectId }, body: { how: 'skip', reason: 'Paid in cash', state: 'failed', shown } });
    expect(await seen()).toEqual([null, null, 'approved']);
  });

  it('is told to all who may repair it, whether or not they may see the request, with where it is, and is counted on every screen of theirs (row:C4 row:J4)', async () => {
    await Promise.all([readAll(company.admin), readAll(repairer)]);
    const before = (await unreadOf(repairer)).stopped;
    const { effectId, requestId } = await stopped(await through(), answers(404));
    const { rows, stopped: count } = await unreadOf(repairer);
    expect(rows).toEqual([expect.objectContaining({ did: expect.stringMatching(/^says that “pay” of request \d+ stopped and waits for somebody\. /), by: null, effect: { id: effectId, name: 'pay' }, request: expect.objectContaining({ id: requestId, title: '' }) })]);
    expect(count).toBe(before + 1);
    expect((await unreadOf(company.admin)).rows).toHaveLength(1);
    expect((await repairer.call(getEffect, { params: { effectId } })).state).toBe('failed');
    expect(await unreadOf(company.budgetOwner)).toEqual({ stopped: 0, rows: [] });
    expect(await unreadOf(other.admin)).toEqual({ stopped: 0, rows: [] });
  });

  it('is told although what was told before is not read, where that was repaired meanwhile (row:C4)', async () => {
    await readAll(repairer);
    const by = await through();
    const { effectId } = await stopped(by, answers(404));
    const { shown } = await company.admin.call(getEffect, { params: { effectId } });
    await company.admin.call(repairEffect, { params: { effectId }, body: { how: 'skip', reason: 'Paid in cash', state: 'failed', shown } });
    const next = await stopped(by, answers(404));
    expect((await unreadOf(repairer)).rows.map(({ effect }) => effect?.id)).toEqual([next.effectId, effectId]);
  });

  it('is told once until it is read, however many stop (row:C4)', async () => {
    await Promise.all([readAll(company.admin), readAll(repairer)]);
    const by = await through();
    for (let index = 0; index < 3; index += 1) await stopped(by, answers(404));
    expect((await unreadOf(repairer)).rows).toHaveLength(1);
    await readAll(repairer);
    await stopped(by, answers(404));
    expect((await unreadOf(repairer)).rows).toHaveLength(1);
    expect((await unreadOf(company.admin)).rows).toHaveLength(1);
  });

  it.each([
    ['nobody knows whether it was done', undefined, { does: 'cuts', at: 'before the answer', acts: true }, 'unknown', 1],
    ['what comes after it goes on all the same', 'continue', answers(404), 'failed', 1],
    ['it is tried again by itself', undefined, answers(503), 'wanted', 0],
    ['what was carried out is undone instead', 'compensate', answers(404), 'given_up', 0],
  ] as const)('is told, or not where nobody has to decide, where %s (row:C4)', async (_, onFailure, planned, state, times) => {
    await readAll(repairer);
    const { effectId } = await stopped(await failing(onFailure), planned);
    expect([(await company.admin.call(getEffect, { params: { effectId } })).state, (await unreadOf(repairer)).rows.length]).toEqual([state, times]);
  });
});
