import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTestReceiver, type TestReceiver, type Told } from '@countersign/testing/receiver';
import { sendWebhook } from './send-webhook.part.js';

const timeoutMs = 250;
const webhook = { body: '{"type":"payment.requested"}', headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AA==' } };
let receiver: TestReceiver;
beforeEach(async () => {
  receiver = await openTestReceiver();
});
afterEach(() => receiver.close());
// The first call of a process loads what all need, and may take longer than any here has time for.
beforeAll(async () => {
  const first = await openTestReceiver();
  await sendWebhook(first.url, webhook, { timeoutMs: 10_000, allowedHosts: [first.host] });
  await first.close();
});

const send = (url = receiver.url) => sendWebhook(url, webhook, { timeoutMs, allowedHosts: [receiver.host, receiver.overTls.host, receiver.halfOpen.host] });
const delivered = (status = 200) => ({ ok: true, status, problem: null, final: false });
const failed = (status: number | null, problem: unknown) => ({ ok: false, status, problem, final: false });
const noAnswer = failed(null, `no answer within ${timeoutMs} ms`);

describe('a webhook is delivered where the receiver answers 2xx, and only there (row:C3)', () => {
  it.each<readonly [string, Told, object]>([
    ['answers', { status: 204 }, delivered(204)],
    ['answers late, in time', { does: 'answers late', ms: 50 }, delivered()],
    ['answers too late', { does: 'answers late', ms: 60_000 }, noAnswer],
    ['hangs', { does: 'hangs' }, noAnswer],
    ['trickles its headers', { does: 'trickles', part: 'headers' }, noAnswer],
    ['cuts before it answers', { does: 'cuts', at: 'before the answer' }, failed(null, 'the connection was broken off before an answer came (ECONNRESET)')],
    ['cuts in the headers', { does: 'cuts', at: 'in the headers' }, failed(null, 'the connection was broken off before an answer came (ECONNRESET)')],
    ['has more headers than anybody takes', { does: 'swells' }, failed(null, 'the answer has more headers than are read (UND_ERR_HEADERS_OVERFLOW)')],
    ['fails after it acted', { does: 'fails after acting' }, failed(500, 'the receiver answered 500')],
    ['puts off by 429', { does: 'puts off', status: 429, retryAfterSeconds: 1, saysAs: 'seconds' }, failed(429, 'the receiver answered 429')],
    ['puts off by 503', { does: 'puts off', status: 503, retryAfterSeconds: 1, saysAs: 'date' }, failed(503, 'the receiver answered 503')],
    ['redirects to a private address', { does: 'redirects', to: 'a private address' }, failed(302, 'the receiver answered 302')],
    ['redirects to itself', { does: 'redirects', to: 'itself', status: 308 }, failed(308, 'the receiver answered 308')],
    ['answers with a page', { does: 'answers badly', with: 'another type' }, delivered()],
  ])('%s', async (_, told, outcome) => {
    receiver.plan(told);
    expect(await send()).toEqual(outcome);
    expect(receiver.calls.map(({ key, body }) => [key, body])).toEqual([['msg_1', webhook.body]]);
  });

  it('says so of a certificate that nobody vouches for, before a word was said', async () => {
    expect(await send(receiver.overTls.url)).toEqual(failed(null, 'its certificate was signed by nobody but itself (DEPTH_ZERO_SELF_SIGNED_CERT)'));
    expect(receiver.calls).toEqual([]);
  });

  it('gives up a connection that nobody reads from', async () => expect(await send(receiver.halfOpen.url)).toEqual(noAnswer));
});

describe('what has answered 2xx is not sent the same again, whatever becomes of the rest of its answer (row:C3)', () => {
  it.each<readonly [string, Told]>([
    ['it is cut off', { does: 'cuts', at: 'in the body' }],
    ['it comes byte by byte', { does: 'trickles', part: 'body' }],
    ['it never ends', { does: 'never stops' }],
  ])('%s', async (_, told) => {
    receiver.plan(told);
    const begun = performance.now();
    expect(await send()).toEqual(delivered());
    expect(performance.now() - begun).toBeLessThan(timeoutMs * 4);
  });
});
