import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { ReceivedLog } from './received-log.js';
import { createReceiver } from './receiver-server.js';
import type { ReceivedItem } from './receiver-server.js';

const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
const EVENT = JSON.stringify({ type: 'request.approved', timestamp: '2026-11-21T10:00:00Z', data: { request: { number: 42 }, content: { total: { amount: '120.10', currency: 'EUR' } } } });

let folder = '';
let log: ReceivedLog;
let server: Server;
let origin = '';

async function open(): Promise<void> {
  log = ReceivedLog.open(join(folder, 'received.jsonl'));
  server = createReceiver({ log, secretFile: join(folder, 'secret') });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
  log.close();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-receiver-'));
  writeFileSync(join(folder, 'secret'), `${SECRET}\n`);
  await open();
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

async function deliver(options: { id?: string; body?: string; secret?: string; at?: Date } = {}): Promise<number> {
  const { id = 'msg_1', body = EVENT, secret = SECRET, at = new Date() } = options;
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
  return (await fetch(`${origin}/hooks`, { method: 'POST', headers, body })).status;
}

async function received(): Promise<{ eventCount: number; refusedCount: number; items: ReceivedItem[] }> {
  return (await (await fetch(`${origin}/received.json`)).json()) as { eventCount: number; refusedCount: number; items: ReceivedItem[] };
}

describe('the demo receiver', () => {
  test('takes a correctly signed webhook, and shows event, request and amount with all its digits', async () => {
    expect(await deliver()).toBe(200);
    expect(await received()).toMatchObject({
      eventCount: 1,
      refusedCount: 0,
      items: [{ type: 'request.approved', requestNumber: '42', amount: '120.10 EUR', verified: true, timesReceived: 1, body: JSON.parse(EVENT) as unknown }],
    });
  });

  test('counts a webhook once, however often it comes', async () => {
    expect([await deliver(), await deliver(), await deliver({ id: 'msg_2' })]).toEqual([200, 200, 200]);
    const { eventCount, items } = await received();
    expect(eventCount).toBe(2);
    expect(((await (await fetch(`${origin}/received.json?limit=1`)).json()) as { items: unknown[] }).items).toHaveLength(1);
    expect(new Map(items.map((item) => [item.webhookId, item.timesReceived]))).toEqual(new Map([['msg_1', 2], ['msg_2', 1]]));
  });

  test('keeps what came over a restart, and cuts away a line that a crash left half written', async () => {
    await deliver();
    await close();
    appendFileSync(join(folder, 'received.jsonl'), '{"at":"2026-11-21T10:0');
    await open();
    expect(await deliver()).toBe(200);
    expect((await received()).items).toMatchObject([{ webhookId: 'msg_1', timesReceived: 2 }]);
    const lines = readFileSync(join(folder, 'received.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { webhookId: string }).webhookId)).toEqual(['msg_1', 'msg_1']);
  });

  test('takes either secret during a rotation', async () => {
    writeFileSync(join(folder, 'secret'), `${SECRET}\n${OTHER_SECRET}\n`);
    expect([await deliver({ id: 'a' }), await deliver({ id: 'b', secret: OTHER_SECRET })]).toEqual([200, 200]);
  });

  test.each([
    ['signed with another secret', { secret: OTHER_SECRET }],
    ['older than five minutes', { at: new Date(Date.now() - 6 * 60_000) }],
    ['from more than five minutes ahead', { at: new Date(Date.now() + 6 * 60_000) }],
  ])('refuses a webhook that is %s, lists it as refused, and does not count it', async (_what, options) => {
    expect(await deliver(options)).toBe(401);
    const { eventCount, refusedCount, items } = await received();
    expect([eventCount, refusedCount]).toEqual([0, 1]);
    expect(items).toMatchObject([{ verified: false, refusal: expect.any(String), body: null }]);
  });

  test('refuses a body that was changed after it was signed, and one without any signature', async () => {
    const at = new Date();
    const signature = new Webhook(SECRET).sign('msg_1', at, EVENT);
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': signature };
    const changed = await fetch(`${origin}/hooks`, { method: 'POST', headers, body: EVENT.replace('120.10', '920.10') });
    const bare = await fetch(`${origin}/hooks`, { method: 'POST', body: EVENT });
    expect([changed.status, bare.status]).toEqual([401, 401]);
    expect((await received()).eventCount).toBe(0);
  });

  test('refuses more than one MiB without keeping it', async () => {
    expect(await deliver({ body: JSON.stringify('x'.repeat(1024 * 1024)) })).toBe(413);
    expect(readFileSync(join(folder, 'received.jsonl'), 'utf8')).toBe('');
  });

  test('has a page that allows no script but its own', async () => {
    const page = await fetch(`${origin}/`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'; script-src 'self'");
    expect(await page.text()).not.toMatch(/\son[a-z]+=|<style|<script(?! type="module" src="\/page\.js")/i);
    expect((await fetch(`${origin}/page.js`)).status).toBe(200);
    expect((await fetch(`${origin}/hooks`)).status).toBe(404);
  });
});
