import { RefusedByServer } from '@countersign/client';
import { decideRequest, listTasks, previewDecision } from '@countersign/contracts/tasks';
import { connectPeople, connect, newCompany, addFlow, signedWithRecord, type Company } from '@countersign/testing/over-http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startOwnStack, type OwnStack } from '../platform/own-stack.js';

const repository = resolve(__dirname, '../../../..');
const startWithinMs = 240_000;

let stack: OwnStack;
let admin: pg.Client;
let system: Server;
let address: string;
let asked = 0;

beforeAll(async () => {
  // Below /hangs it takes a call and answers nothing.
  system = createServer((request, response) => {
    asked += 1;
    if (!request.url?.startsWith('/hangs')) response.writeHead(200, { 'content-type': 'application/json' }).end('{"iban":"DE00","name":"Oberon"}');
  }).listen(0, '127.0.0.1');
  await once(system, 'listening');
  const host = `127.0.0.1:${(system.address() as AddressInfo).port}`;
  address = `http://${host}`;
  stack = await startOwnStack({ repository, allowedWebhookHosts: [host], environment: { ...process.env, DATABASE_CONNECTIONS_MAX: '10' }, say: () => undefined });
  admin = new pg.Client({ connectionString: stack.adminUrl });
  await admin.connect();
}, startWithinMs);

afterAll(async () => {
  system?.closeAllConnections();
  system?.close();
  await admin?.end();
  await stack?.stop();
}, startWithinMs);

const company = (name: string) => newCompany(connectPeople(stack.baseUrl, `${name.toLowerCase()}.example`), name);

/** Requests whose step is signed by what another system says. */
async function submitted(of: Company, path: string, count: number): Promise<readonly string[]> {
  // Longer than this test waits for what it looks at.
  const limits = { attemptsMax: 3, connectMs: 1_000, headersMs: 30_000, bodyMs: 30_000, replyBytesMax: 10_000, perSecond: null };
  const { id: connectionId } = await connect(of, address + path, { name: 'Vendors', limits });
  const flow = await addFlow(of, 'By the vendor', { formatVersion: 2, steps: [signedWithRecord(of, 'Budget owner', connectionId)] });
  const requests = [];
  for (let index = 0; index < count; index += 1) requests.push((await flow.submit({ title: `Chairs ${index}`, amount: { amount: '80.00', currency: 'EUR' } })).id);
  return requests;
}

const statesOf = async (requestIds: readonly string[]) =>
  (await admin.query<{ state: string }>('select state from app.outside_records where request_id = any ($1::uuid[]) order by state', [requestIds])).rows.map(({ state }) => state);

describe('records of other systems', () => {
  it('are read for a company whose system answers while another company’s system takes every call and answers none (row:C3 row:A5)', async () => {
    const [stuck, quick] = [await company('Stuck'), await company('Quick')];
    const waiting = await submitted(stuck, '/hangs', 12);
    const askedFrom = asked;
    for (const until = Date.now() + 20_000; asked === askedFrom && Date.now() < until; ) await pause(100);
    // What could be begun of them is under way.
    await pause(2_000);
    const read = await submitted(quick, '/vendors-of-others', 2);
    for (const until = Date.now() + 15_000; (await statesOf(read)).some((state) => state !== 'read') && Date.now() < until; ) await pause(200);
    expect({ quick: await statesOf(read), stuck: new Set(await statesOf(waiting)) }).toEqual({ quick: ['read', 'read'], stuck: new Set(['wanted']) });
  }, startWithinMs);
});

describe('connections to the database', () => {
  it('are left to others while 200 calls of one company wait for one row of it: those get an answer that says so, and it heals (row:C3 row:L4)', async () => {
    const [stuck, quick] = [await company('Crowded'), await company('Calm')];
    const { id: requestId } = await stuck.submit();
    const { items } = await stuck.budgetOwner.call(listTasks, { query: { assignee: 'me' } });
    const taskId = items[0]?.id ?? '';
    const { revisionDigest, consequencesDigest } = await stuck.budgetOwner.call(previewDecision, { params: { taskId }, query: { verdict: 'approve' } });
    await admin.query('begin');
    await admin.query('select from app.runs where request_id = $1 for update', [requestId]);
    const decide = () => stuck.budgetOwner.call(decideRequest, { params: { taskId }, body: { verdict: 'approve', revisionDigest, consequencesDigest } }).then(() => 'done', answerOf);
    const crowd = Array.from({ length: 200 }, decide);
    await pause(1_000);
    const others = [];
    for (let index = 0; index < 10; index += 1) others.push(await quick.submit().then(() => 'done', answerOf));
    await pause(5_000);
    await admin.query('rollback');
    const answers = await Promise.all(crowd);
    const healed = await stuck.submit().then(() => 'done', answerOf);
    expect({ others: new Set(others), healed, done: answers.filter((answer) => answer === 'done').length }).toEqual({ others: new Set(['done']), healed: 'done', done: 1 });
    // One decided; those that were let in after it were too late; the others were told when to come again.
    expect(new Set(answers)).toEqual(new Set(['done', 'task_closed', 'unavailable, again in 1 s']));
  }, startWithinMs);
});

const answerOf = (error: unknown): string => (error instanceof RefusedByServer ? `${error.code}${error.details.retryAfterSeconds === undefined ? '' : `, again in ${error.details.retryAfterSeconds} s`}` : String(error));
