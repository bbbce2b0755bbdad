import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Agent, fetch, request, type Dispatcher } from 'undici';
import { badAnswers, privateAddress, type Told } from './behaviours.js';
import type { ReceiverOptions } from './room.js';
import { openTestReceiver, type TestReceiver } from './test-receiver.js';

/** How long a caller waits for the whole of an answer. */
const patienceMs = 250;
let receiver: TestReceiver;
let agent: Agent;
async function open(options: ReceiverOptions = {}): Promise<void> {
  await receiver?.close();
  receiver = await openTestReceiver({ otherwise: {}, ...options });
}
beforeEach(async () => {
  agent = new Agent();
  await open();
});
afterEach(async () => {
  await agent.destroy();
  await receiver.close();
});

interface Seen {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: string;
  /** The code of what was thrown, before or after a status was seen. */
  readonly broke?: string;
}

/** Calls as a client of today does, and says what it sees. */
async function call(url = receiver.url, { key, body = '{"subject":"r1"}', readAtMostBytes = Infinity, by = agent }: { key?: string; body?: string; readAtMostBytes?: number; by?: Dispatcher } = {}): Promise<Seen> {
  let seen: Seen = {};
  try {
    const answer = await request(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) }, dispatcher: by, signal: AbortSignal.timeout(patienceMs) });
    seen = { status: answer.statusCode, headers: answer.headers, body: '' };
    for await (const chunk of answer.body) {
      seen = { ...seen, body: `${seen.body ?? ''}${String(chunk)}` };
      if ((seen.body?.length ?? 0) > readAtMostBytes) break;
    }
    return seen;
  } catch (error) {
    const { code, name } = error as { readonly code?: unknown; readonly name?: string };
    return { ...seen, broke: typeof code === 'string' ? code : (name ?? 'unknown') };
  }
}
const after = (told: Told, options?: Parameters<typeof call>[1]) => {
  receiver.plan(told);
  return call(receiver.url, options);
};
const acted = () => receiver.calls.map((arrival) => arrival.acted);

describe('a caller of a receiver that', () => {
  it('answers sees the receipt of what was done', async () => {
    const { status, headers, body } = await after({}, { key: 'k1' });
    expect([status, headers?.['content-type'], JSON.parse(body ?? '')]).toEqual([200, 'application/json', { act: 'act_1', key: 'k1', subject: 'r1', digest: receiver.calls[0]?.digest }]);
    expect(acted()).toEqual([true]);
  });

  it('answers as it is told sees that; what is no 2xx was not done', async () => {
    expect(await after({ status: 204 })).toMatchObject({ status: 204, body: '' });
    expect(await after({ status: 404, headers: { 'x-why': 'gone' }, body: 'No.' })).toMatchObject({ status: 404, headers: { 'x-why': 'gone' }, body: 'No.' });
    expect(await after({ status: 201, acts: false })).toMatchObject({ status: 201 });
    expect(acted()).toEqual([true, false, false]);
  });

  it('answers late waits so long, up to the most that is drawn', async () => {
    const begun = performance.now();
    expect(await after({ does: 'answers late', ms: 150 })).toMatchObject({ status: 200 });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(145);
    expect(await after({ does: 'answers late', maxMs: 20, status: 202 })).toMatchObject({ status: 202 });
    expect(await after({ does: 'answers late', ms: 60_000 })).toMatchObject({ broke: 'TimeoutError' });
    expect(acted()).toEqual([true, true, true]);
  });

  it('trickles its headers sees none in time', async () => {
    expect(await after({ does: 'trickles', part: 'headers' })).toEqual({ broke: 'TimeoutError' });
    expect(acted()).toEqual([true]);
  });

  it('trickles its body at a byte a second sees the status and a first byte, and nothing that tells how it ends', async () => {
    const seen = await after({ does: 'trickles', part: 'body' });
    expect(seen).toMatchObject({ status: 200, broke: 'TimeoutError' });
    expect(seen.body?.length).toBeLessThanOrEqual(1);
    expect(await after({ does: 'trickles', part: 'body', bytesPerSecond: 2000 })).toMatchObject({ status: 200, body: expect.stringContaining('"act":"act_2"') });
  });

  it('hangs sees nothing, whether it was done or not', async () => {
    expect(await after({ does: 'hangs' })).toEqual({ broke: 'TimeoutError' });
    expect(await after({ does: 'hangs', acts: true })).toEqual({ broke: 'TimeoutError' });
    expect(acted()).toEqual([false, true]);
  });

  it('flaps sees an answer while it is up and a reset while it is down', async () => {
    receiver.always({ does: 'flaps', upMs: 60, downMs: 60 });
    const seen: Seen[] = [];
    const until = performance.now() + 400;
    while (performance.now() < until) seen.push(await call());
    expect(new Set(seen.map(({ status, broke }) => status ?? broke))).toEqual(new Set([200, 'ECONNRESET']));
    expect(acted()).toEqual(seen.map(({ status }) => status === 200));
    const turns = seen.filter(({ status }, index) => index > 0 && status !== seen[index - 1]?.status);
    expect(turns.length).toBeGreaterThanOrEqual(3);
    expect(turns.length).toBeLessThanOrEqual(8);
  });

  it.each([429, 503] as const)('puts off with %s sees when to come again, in seconds or as a date', async (status) => {
    expect(await after({ does: 'puts off', status, retryAfterSeconds: 7, saysAs: 'seconds' })).toMatchObject({ status, headers: { 'retry-after': '7' } });
    const { headers } = await after({ does: 'puts off', status, retryAfterSeconds: 90, saysAs: 'date' });
    const saysMs = Date.parse(String(headers?.['retry-after'])) - Date.now();
    expect(String(headers?.['retry-after'])).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    expect(saysMs).toBeGreaterThan(85_000);
    expect(saysMs).toBeLessThanOrEqual(90_000);
    expect(acted()).toEqual([false, false]);
  });

  it('fails after acting sees 500 and nothing of what was done', async () => {
    expect(await after({ does: 'fails after acting' })).toMatchObject({ status: 500, body: '' });
    expect(acted()).toEqual([true]);
  });

  it('lies sees what it would see if it had been done', async () => {
    const { status, headers, body } = await after({ does: 'lies' }, { key: 'k' });
    expect([status, headers?.['content-type'], Object.keys(JSON.parse(body ?? '') as object)]).toEqual([200, 'application/json', ['act', 'key', 'subject', 'digest']]);
    expect([acted(), receiver.acts]).toEqual([[false], []]);
  });

  it('cuts the connection sees a reset before the answer, and a broken answer in the headers or the body', async () => {
    expect(await after({ does: 'cuts', at: 'before the answer' })).toEqual({ broke: 'ECONNRESET' });
    expect(await after({ does: 'cuts', at: 'before the answer', acts: false })).toEqual({ broke: 'ECONNRESET' });
    expect(await after({ does: 'cuts', at: 'in the headers' })).toEqual({ broke: 'ECONNRESET' });
    const seen = await after({ does: 'cuts', at: 'in the body' });
    expect(seen).toMatchObject({ status: 200, broke: 'ECONNRESET' });
    expect(() => JSON.parse(seen.body ?? '') as unknown).toThrow();
    expect(acted()).toEqual([true, false, true, true]);
  });

  it('never stops sees as much as it will take', async () => {
    const seen = await after({ does: 'never stops' }, { readAtMostBytes: 200_000 });
    expect(seen.status).toBe(200);
    expect(seen.body?.length).toBeGreaterThan(200_000);
    expect(seen.headers?.['content-length']).toBeUndefined();
  });

  it('swells sees more headers than it takes, or takes that many', async () => {
    expect(await after({ does: 'swells' })).toEqual({ broke: 'UND_ERR_HEADERS_OVERFLOW' });
    expect((await after({ does: 'swells', headerBytes: 4000 })).headers?.['x-swollen']).toHaveLength(4000);
  });

  it('redirects sees where to, and comes again and again where it follows one to itself', async () => {
    expect(await after({ does: 'redirects', to: 'a private address' })).toMatchObject({ status: 302, headers: { location: privateAddress } });
    expect(await after({ does: 'redirects', to: new URL('http://elsewhere.example/'), status: 307 })).toMatchObject({ status: 307, headers: { location: 'http://elsewhere.example/' } });
    expect(acted()).toEqual([false, false]);
    receiver.always({ does: 'redirects', to: 'itself', status: 308 });
    await expect(fetch(receiver.url, { method: 'POST', body: 'x', dispatcher: agent })).rejects.toMatchObject({ cause: { message: 'redirect count exceeded' } });
    expect(receiver.calls.slice(2).map(({ path, acted: did }) => [path, did])).toEqual(Array(21).fill(['/hook', false]));
  });

  it.each(Object.entries(badAnswers))('answers badly, with %s, sees 200 and that', async (name, answer) => {
    expect(await after({ does: 'answers badly', with: name as keyof typeof badAnswers })).toMatchObject({ status: 200, headers: answer.headers, body: answer.body });
    expect(acted()).toEqual([true]);
  });

  it('stands behind a certificate that nobody vouches for sees that before it has said a word', async () => {
    expect(await call(receiver.overTls.url)).toEqual({ broke: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(receiver.calls).toEqual([]);
    const trusting = new Agent({ connect: { ca: receiver.overTls.certificate } });
    expect(await call(receiver.overTls.url, { by: trusting })).toMatchObject({ status: 200 });
    receiver.plan({ does: 'redirects', to: 'itself' }, { does: 'cuts', at: 'before the answer' });
    expect(await call(receiver.overTls.url, { by: trusting })).toMatchObject({ headers: { location: receiver.overTls.url } });
    expect((await call(receiver.overTls.url, { by: trusting })).broke).toBeDefined();
    await trusting.destroy();
  });

  it('is half open sees a connection and never an answer', async () => {
    expect(await call(receiver.halfOpen.url)).toEqual({ broke: 'TimeoutError' });
    expect((await call(receiver.halfOpen.url, { body: 'x'.repeat(30_000_000) })).broke).toBe('TimeoutError');
    expect(receiver.halfOpen.connections).toBe(2);
    expect(receiver.calls).toEqual([]);
  });

  it('is closed sees that at once, whatever was under way', async () => {
    receiver.always({ does: 'hangs' });
    const waiting = call();
    await new Promise((resolve) => void setTimeout(resolve, 50));
    const begun = performance.now();
    await receiver.close();
    expect((await waiting).broke).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(performance.now() - begun).toBeLessThan(200);
    expect((await call()).broke).toBe('ECONNREFUSED');
  });
});
