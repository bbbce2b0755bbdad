import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReceivedLog } from './received-log.js';
import { createReceiver } from './receiver-server.js';

let folder = '';
let log: ReceivedLog;
let server: Server;
let bank = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-bank-'));
  log = ReceivedLog.open(join(folder, 'received.jsonl'));
  server = createReceiver({ log, secretFile: join(folder, 'secret') });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bank = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bank`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  log.close();
  rmSync(folder, { recursive: true, force: true });
});

const pay = (headers: Record<string, string>, body: unknown = { amount: '12.00' }) => fetch(`${bank}/payments/7`, { method: 'POST', headers, body: JSON.stringify(body) });

describe('the bank of the demo receiver', () => {
  test('takes what comes twice with one key as one payment, and says so to who asks by the key', async () => {
    const [first, again] = [await pay({ 'idempotency-key': 'eff_1' }), await pay({ 'idempotency-key': 'eff_1' }, { amount: '99.00' })];
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(await again.json()).toEqual(await first.json());
    expect(await (await fetch(`${bank}/payments/eff_1`)).json()).toMatchObject({ state: 'accepted', path: '/payments/7', order: { amount: '12.00' } });
    expect((await fetch(`${bank}/payments/eff_2`)).status).toBe(404);
    expect(await (await fetch(`${bank}/health`)).json()).toEqual({ state: 'up', payments: 1 });
  });

  test('takes no payment without a key, and has nothing elsewhere', async () => {
    expect((await pay({})).status).toBe(400);
    expect((await fetch(`${bank}/elsewhere`, { method: 'POST', headers: { 'idempotency-key': 'eff_1' } })).status).toBe(404);
    expect(await (await fetch(`${bank}/health`)).json()).toMatchObject({ payments: 0 });
  });

  test('lists whom it pays in pages, each with a version that counts up when it is changed', async () => {
    const page = async (search = '') => (await (await fetch(`${bank}/payees${search}`)).json()) as { readonly items: readonly { readonly id: string; readonly version: number }[]; readonly next: string | null };
    const [first, second] = [await page(), await page('?after=3')];
    expect([first.items.length, first.next, second.items.length, second.next]).toEqual([3, '?after=3', 2, null]);
    const changed = await fetch(`${bank}/payees/payee_1`, { method: 'PUT', body: JSON.stringify({ name: 'Lumen' }) });
    expect(await changed.json()).toMatchObject({ id: 'payee_1', version: 2, name: 'Lumen', taxNumber: 'DE811001' });
    expect((await fetch(`${bank}/payees/payee_2`, { method: 'DELETE' })).status).toBe(200);
    expect((await fetch(`${bank}/payees/payee_2`)).status).toBe(404);
    expect((await page()).items.map(({ id, version }) => `${id}.${version}`)).toEqual(['payee_1.2', 'payee_3.1', 'payee_4.1']);
  });
});
