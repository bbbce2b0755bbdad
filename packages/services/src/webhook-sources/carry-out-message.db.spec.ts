import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest } from '@countersign/contracts/requests';
import { listInboundMessages, receiveInboundMessage, replayDeadLetters, updateWebhookSource, type InboundMessageView } from '@countersign/contracts/webhook-sources';
import { addFlow, addSource, callStep, connect, hmacVerification, jobsOf, memberIdOf, messageJobsOf, newCompany, openTestApi, openTestWorker, orderPlaced, sendRaw, signedBy, signHmac, sourceBody, taskOf, type Company, type MadeSource, type RequestFlow, type TestApi, type TestWorker } from '@countersign/testing';
import { randomUUID } from 'node:crypto';

const attemptsMax = 8;
let api: TestApi;
let company: Company;
let worker: TestWorker;
beforeAll(async () => {
  api = await openTestApi({ allowedWebhookHosts: ['127.0.0.1:9'] });
  company = await newCompany(api, 'Acme');
  worker = await openTestWorker(api.database, { delivery: { retryDelaysMs: [0] } });
}, 120_000);
afterAll(async () => {
  await worker.close();
  await api.close();
});

const source = (change: object = {}) => addSource(company, { verification: hmacVerification, ...change });
async function sent({ id, secret }: MadeSource, body: object = orderPlaced(), messageId: string = randomUUID()): Promise<string> {
  const answer = await sendRaw(api.baseUrl, receiveInboundMessage, { params: { sourceId: id }, body, headers: signHmac(secret, JSON.stringify(body), messageId) });
  expect(answer.status).toBe(202);
  return String(answer.json.id);
}
const jobOf = async ({ id }: MadeSource, messageId: string) => {
  const job = (await messageJobsOf(api.database, id)).find((each) => each.messageId === messageId);
  if (!job) throw new Error('a message has a job');
  return job;
};
const carryOut = async (made: MadeSource, messageId: string) => (await worker.carryOutMessage(await jobOf(made, messageId))).result;
async function seen({ id }: MadeSource, messageId: string): Promise<InboundMessageView> {
  const { items } = await company.admin.call(listInboundMessages, { params: { sourceId: id }, query: { limit: '100' } });
  const found = items.find((each) => each.id === messageId);
  if (!found) throw new Error('the message is not listed');
  return found;
}
const requestsTitled = (title: string) => api.database.look<{ id: string }>("select q.id from app.requests q join app.revisions r on r.tenant_id = q.tenant_id and r.request_id = q.id where r.content->>'title' = $1", [title]);

describe('a message that starts a request', () => {
  it('starts one in the name of the requester that the source names, by what the message says, and says so in the audit (row:D2 row:E1)', async () => {
    const made = await source();
    const id = await sent(made, orderPlaced({ data: { title: 'Desks', amount: { amount: '80.00', currency: 'EUR' }, other: [1] } }));
    expect(await carryOut(made, id)).toBe('done');
    const message = await seen(made, id);
    expect(message).toMatchObject({ state: 'done', type: 'order.placed', attempts: 1, problem: null });
    const request = await company.requester.call(getRequest, { params: { requestId: message.request?.id ?? '' } });
    expect(request).toMatchObject({ number: message.request?.number, title: 'Desks', requester: { memberId: await memberIdOf(company, company.requester) } });
    const entries = await api.database.look<{ action: string; told: string | null }>("select action, convert_from(canonical, 'UTF8')::jsonb#>>'{after,inboundMessageId}' as told from app.audit_entries where subject_id in ($1, $2) order by id", [id, request.id]);
    expect(entries).toEqual([{ action: 'inbound_message.received', told: null }, { action: 'request.submitted', told: id }, { action: 'inbound_message.carried_out', told: null }]);
  });

  it('is carried out once, however often its job is delivered and by however many at once (row:D2)', async () => {
    const made = await source();
    const title = `Once ${made.id}`;
    const id = await sent(made, orderPlaced({ data: { title, amount: { amount: '80.00', currency: 'EUR' } } }));
    const job = await jobOf(made, id);
    const results = await Promise.all(Array.from({ length: 8 }, () => worker.carryOutMessage(job)));
    expect(results.filter(({ result }) => result === 'done')).toHaveLength(1);
    expect(await worker.carryOutMessage(job)).toEqual({ result: 'nothing_to_do', error: null });
    expect(await requestsTitled(title)).toHaveLength(1);
  });

  it('is a dead letter at once where the form refuses it, with what is wrong and where, and nothing is started; replayed after the source is mended, it starts one (row:D2)', async () => {
    const made = await source();
    const title = `Mended ${made.id}`;
    const id = await sent(made, { type: 'order.placed', data: { title, price: { amount: '80.00', currency: 'EUR' } } });
    expect(await carryOut(made, id)).toBe('dead');
    expect(await seen(made, id)).toMatchObject({ state: 'dead', type: 'order.placed', attempts: 1, problem: expect.stringContaining('/amount'), request: null });
    expect(await requestsTitled(title)).toEqual([]);
    const fields = [{ to: '/title', from: '/data/title' }, { to: '/amount', from: '/data/price' }];
    const rules = [{ type: 'order.placed', act: { kind: 'start_request' as const, requestTypeId: company.requestTypeId, fields } }];
    await company.admin.call(updateWebhookSource, { params: { sourceId: made.id }, body: { ...(await sourceBody(company)), verification: hmacVerification, rules, paused: false, revision: 1 } });
    await company.admin.call(replayDeadLetters, { params: { sourceId: made.id }, body: {} });
    expect(await carryOut(made, id)).toBe('done');
    expect(await requestsTitled(title)).toHaveLength(1);
  });

  it('is tried again, and is a dead letter after eight attempts, where its requester may submit nothing (row:D2)', async () => {
    const powerless = await company.join('Powerless', []);
    const made = await source({ requesterId: await memberIdOf(company, powerless) });
    const id = await sent(made);
    const results: string[] = [];
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) results.push(await carryOut(made, id));
    expect(results).toEqual([...Array.from({ length: attemptsMax - 1 }, () => 'will_retry'), 'dead']);
    expect(await seen(made, id)).toMatchObject({ state: 'dead', attempts: attemptsMax, problem: expect.stringContaining('may not submit requests') });
    expect(await carryOut(made, id)).toBe('nothing_to_do');
  });

  it('waits where it is not its turn, with a job that comes back then (row:D2)', async () => {
    const made = await source();
    const id = await sent(made);
    await api.database.look("update app.inbound_messages set attempts = 1, next_attempt_at = now() + interval '1 hour' where id = $1", [id]);
    expect(await carryOut(made, id)).toBe('later');
    expect(await messageJobsOf(api.database, made.id)).toHaveLength(2);
    expect(await seen(made, id)).toMatchObject({ state: 'received', attempts: 1 });
  });

  it('is a dead letter where it ended whoever carried it out, each time (row:D2)', async () => {
    const made = await source();
    const id = await sent(made);
    await api.database.look("update app.inbound_messages set attempts = $2, next_attempt_at = now() - interval '1 second' where id = $1", [id, attemptsMax]);
    expect(await carryOut(made, id)).toBe('dead');
    expect((await seen(made, id)).problem).toBe('It ended whoever carried it out, 8 times.');
  });

  it('does nothing, and says so, for a type that the source says nothing of, and for a message without one (row:D2)', async () => {
    const made = await source();
    for (const body of [{ type: 'order.shipped' }, { kind: 'order.placed' }, { type: ['order.placed'] }]) {
      const id = await sent(made, body);
      expect(await carryOut(made, id)).toBe('ignored');
      expect(await seen(made, id)).toMatchObject({ state: 'done', request: null, problem: expect.stringContaining('Nothing was done.') });
    }
  });

  it('takes what objects inherit for nothing that a message says (row:D2 row:F6)', async () => {
    const fields = [{ to: '/title', from: '/data/toString' }, { to: '/amount', from: '/data/amount' }];
    const made = await source({ rules: [{ type: 'order.placed', act: { kind: 'start_request', requestTypeId: company.requestTypeId, fields } }] });
    const id = await sent(made);
    expect(await carryOut(made, id)).toBe('dead');
    expect((await seen(made, id)).problem).toContain('title');
  });

  it('is nothing to another company (row:F1)', async () => {
    const borealis = await newCompany(api, 'Borealis');
    const [other] = await api.database.look<{ tenantId: string }>("select tenant_id as \"tenantId\" from app.tenants where name = 'Borealis'");
    const made = await source();
    const id = await sent(made);
    expect(await worker.carryOutMessage({ tenantId: other?.tenantId ?? '', messageId: id })).toEqual({ result: 'nothing_to_do', error: null });
    expect((await borealis.admin.call(listInboundMessages, { params: { sourceId: (await addSource(borealis)).id }, query: {} })).items).toEqual([]);
    expect(await seen(made, id)).toMatchObject({ state: 'received', attempts: 0 });
  });
});

describe('a message that reports how an effect ended', () => {
  let flow: RequestFlow;
  beforeAll(async () => {
    const connection = await connect(company, 'http://127.0.0.1:9');
    flow = await addFlow(company, 'Paid elsewhere', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), callStep(connection.id)] });
  });
  const rules = [{ type: 'payment.ended', act: { kind: 'report_effect', keyPointer: '/key', outcomePointer: '/outcome', succeeded: ['settled'], failed: ['bounced'], problemPointer: '/why' } }];
  const reporting = () => source({ requesterId: null, rules });
  const report = (effectId: string, outcome: string) => ({ type: 'payment.ended', key: `eff_${effectId}`, outcome, why: 'No such account' });

  async function effectIn(state: string): Promise<string> {
    const { id } = await flow.submit();
    await taskOf(company.budgetOwner, id);
    await company.decide(company.budgetOwner, id, 'approve');
    const [job] = await jobsOf(api.database, id);
    await set(job?.effectId ?? '', state);
    return job?.effectId ?? '';
  }
  const set = (effectId: string, state: string) => api.database.look("update app.effects set state = $2, attempts = 1, in_doubt = $2 = 'unknown', lease_until = case when $2 = 'running' then now() + interval '1 minute' end, ended_at = case when $2 in ('unknown', 'succeeded') then now() end where id = $1", [effectId, state]);
  const effect = async (id: string) => (await api.database.look<{ state: string; problem: string | null }>('select state, last_problem as problem from app.effects where id = $1', [id]))[0];

  it('ends one of which nobody knows, as succeeded or as failed with what went wrong, with the message as the evidence (row:D2 row:E1)', async () => {
    const made = await reporting();
    const [paid, bounced] = [await effectIn('unknown'), await effectIn('unknown')];
    const ids = [await sent(made, report(paid, 'settled')), await sent(made, report(bounced, 'bounced'))];
    for (const id of ids) expect(await carryOut(made, id)).toBe('done');
    expect(await effect(paid)).toEqual({ state: 'succeeded', problem: null });
    expect(await effect(bounced)).toEqual({ state: 'failed', problem: 'The other system says that it failed. No such account' });
    const told = await api.database.look<{ action: string; message: string }>("select action, convert_from(canonical, 'UTF8')::jsonb#>>'{after,inboundMessageId}' as message from app.audit_entries where convert_from(canonical, 'UTF8')::jsonb#>>'{after,sourceId}' = $1 and action like 'effect.%' order by id", [made.id]);
    expect(told).toEqual([{ action: 'effect.succeeded', message: ids[0] }, { action: 'effect.failed', message: ids[1] }]);
  });

  it('comes to the same in every order in which reports of one effect arrive, each of them twice (row:D2)', async () => {
    const made = await reporting();
    for (const order of permutations(['settled', 'bounced', 'opened'])) {
      const id = await effectIn('unknown');
      const messages: string[] = [];
      for (const outcome of order) messages.push(await sent(made, report(id, outcome), `${id} ${outcome}`.replaceAll(' ', '-')));
      for (const outcome of order) await sent(made, report(id, outcome), `${id} ${outcome}`.replaceAll(' ', '-'));
      for (const message of messages) await carryOut(made, message);
      expect({ order, state: (await effect(id))?.state, messages: await Promise.all(messages.map(async (message) => (await seen(made, message)).state)) }).toEqual({ order, state: 'succeeded', messages: ['done', 'done', 'done'] });
    }
  }, 60_000);

  it('waits while the call is being made, and applies once nobody knows (row:D2)', async () => {
    const made = await reporting();
    const id = await effectIn('running');
    const message = await sent(made, report(id, 'settled'));
    expect(await carryOut(made, message)).toBe('will_retry');
    expect((await effect(id))?.state).toBe('running');
    await set(id, 'unknown');
    expect(await carryOut(made, message)).toBe('done');
    expect((await effect(id))?.state).toBe('succeeded');
  });

  it('changes nothing that has ended well, and nothing of another company (row:D2 row:F1)', async () => {
    const made = await reporting();
    const done = await effectIn('succeeded');
    const message = await sent(made, report(done, 'bounced'));
    expect(await carryOut(made, message)).toBe('ignored');
    expect(await effect(done)).toEqual({ state: 'succeeded', problem: null });
    const open = await effectIn('unknown');
    const elsewhere = await newCompany(api, 'Cygnus');
    const theirs = await addSource(elsewhere, { verification: hmacVerification, requesterId: null, rules });
    expect(await carryOut(theirs, await sent(theirs, report(open, 'settled')))).toBe('will_retry');
    expect((await effect(open))?.state).toBe('unknown');
  });
});

describe('a message that a step waits for', () => {
  let flow: RequestFlow;
  beforeAll(async () => {
    flow = await addFlow(company, 'Received elsewhere', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), { id: 'goods', kind: 'wait', name: 'Goods', until: { message: 'goods received' } }, { id: 'invoice', kind: 'wait', name: 'Invoice', until: { message: 'invoice received' } }] });
  });
  const waiting = (type: string, message: string) => ({ type, act: { kind: 'complete_wait', message, requestPointer: '/order' } });
  const telling = () => source({ requesterId: null, rules: [waiting('goods', 'goods received'), waiting('invoice', 'invoice received'), waiting('other', 'nothing of the kind')] });
  const statusOf = async (id: string) => (await company.requester.call(getRequest, { params: { requestId: id } })).status;
  async function approved() {
    const { id, number } = await flow.submit();
    const approve = async () => {
      await taskOf(company.budgetOwner, id);
      await company.decide(company.budgetOwner, id, 'approve');
    };
    return { id, number, approve };
  }
  /** What the worker does of itself: everything that is enqueued, until nothing more comes of it. */
  async function settle(made: MadeSource, requestId: string): Promise<void> {
    const awaited = await api.database.look<{ tenantId: string; requestId: string }>("select data->>'tenantId' as \"tenantId\", data->>'requestId' as \"requestId\" from pgboss.job where name = 'inbound-messages' and data->>'requestId' = $1", [requestId]);
    for (let round = 0; round < 4; round += 1) {
      for (const job of awaited) await worker.wakeMessages(job);
      for (const job of await messageJobsOf(api.database, made.id)) await worker.carryOutMessage(job);
    }
  }

  it('lets the request go on that it names by its number or its id, and no other; said in the audit (row:D2 row:E1)', async () => {
    const made = await telling();
    const [one, other] = [await approved(), await approved()];
    await one.approve();
    await other.approve();
    const goods = await sent(made, { type: 'goods', order: one.number });
    expect(await carryOut(made, goods)).toBe('done');
    expect(await statusOf(one.id)).toBe('open');
    expect(await carryOut(made, await sent(made, { type: 'invoice', order: one.id }))).toBe('done');
    expect([await statusOf(one.id), await statusOf(other.id)]).toEqual(['approved', 'open']);
    expect(await seen(made, goods)).toMatchObject({ request: { id: one.id, number: one.number } });
    const entries = await api.database.look<{ message: string }>("select convert_from(canonical, 'UTF8')::jsonb#>>'{after,message}' as message from app.audit_entries where subject_id = $1 and action = 'request.went_on' order by id", [one.id]);
    expect(entries.map(({ message }) => message)).toEqual(['goods received', 'invoice received']);
  });

  it('comes to the same in every order of the messages and of the approval that they wait for, each of them twice under two ids (row:D2)', async () => {
    const made = await telling();
    for (const order of permutations(['goods', 'invoice', 'approval'])) {
      const request = await approved();
      for (const what of order) {
        if (what === 'approval') await request.approve();
        else for (const id of [await sent(made, { type: what, order: request.id }), await sent(made, { type: what, order: request.id })]) await carryOut(made, id);
      }
      await settle(made, request.id);
      expect({ order, status: await statusOf(request.id) }).toEqual({ order, status: 'approved' });
    }
    const { items } = await company.admin.call(listInboundMessages, { params: { sourceId: made.id }, query: { limit: '100' } });
    expect(items.map(({ state }) => state)).toEqual(items.map(() => 'done'));
  }, 120_000);

  it('is a dead letter at once where the workflow waits for nothing of the kind, and waits for a request that is not there yet (row:D2)', async () => {
    const made = await telling();
    const request = await approved();
    expect(await carryOut(made, await sent(made, { type: 'other', order: request.id }))).toBe('dead');
    expect(await carryOut(made, await sent(made, { type: 'goods', order: 999_999 }))).toBe('will_retry');
    expect(await carryOut(made, await sent(made, { type: 'goods' }))).toBe('ignored');
  });

  it('reaches no request of another company (row:F1)', async () => {
    const elsewhere = await newCompany(api, 'Draco');
    const theirs = await addSource(elsewhere, { verification: hmacVerification, requesterId: null, rules: [waiting('goods', 'goods received')] });
    const request = await approved();
    await request.approve();
    expect(await carryOut(theirs, await sent(theirs, { type: 'goods', order: request.id }))).toBe('will_retry');
    expect(await statusOf(request.id)).toBe('open');
  });
});

function permutations<Item>(items: readonly Item[]): Item[][] {
  return items.length <= 1 ? [[...items]] : items.flatMap((item, index) => permutations(items.filter((_, at) => at !== index)).map((rest) => [item, ...rest]));
}
