import { afterEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { request } from 'undici';
import type { ReceiverOptions } from './room.js';
import { openTestReceiver, type TestReceiver } from './test-receiver.js';

const opened: TestReceiver[] = [];
afterEach(async () => void (await Promise.all(opened.splice(0).map((one) => one.close()))));
async function open(options: ReceiverOptions = {}): Promise<TestReceiver> {
  const one = await openTestReceiver({ otherwise: {}, ...options });
  opened.push(one);
  return one;
}

async function post(to: TestReceiver, key: string | null, body: unknown = { subject: 'r1' }, { path = '/hook', header = 'idempotency-key' } = {}) {
  try {
    const answer = await request(new URL(path, to.url), { method: 'POST', body: JSON.stringify(body), headers: key === null ? {} : { [header]: key }, signal: AbortSignal.timeout(1000) });
    return { status: answer.statusCode, body: await answer.body.text() };
  } catch {
    return { status: 0, body: '' };
  }
}
const lookUp = async (to: TestReceiver, key: string) => {
  const answer = await request(new URL(`/acts/${encodeURIComponent(key)}`, to.url));
  return { status: answer.statusCode, said: (await answer.body.json().catch(() => null)) as unknown };
};

describe('a receiver that honours keys', () => {
  it('gives a second call the first answer, and does not act again', async () => {
    const honest = await open({ honoursKeys: true });
    const first = await post(honest, 'k');
    expect(await post(honest, 'k')).toEqual(first);
    expect(honest.calls.map(({ acted, nth }) => [acted, nth])).toEqual([[true, 1], [false, 2]]);
    expect([honest.acts.length, honest.twiceActed.size]).toEqual([1, 0]);
  });

  it.each(['cuts', 'fails after acting', 'hangs'] as const)('gives the answer that nobody heard to whoever asks again: %s', async (does) => {
    const honest = await open({ honoursKeys: true });
    honest.plan(does === 'cuts' ? { does, at: 'in the body' } : does === 'hangs' ? { does, acts: true } : { does });
    expect((await post(honest, 'k')).status).toBe(does === 'fails after acting' ? 500 : 0);
    expect(await post(honest, 'k')).toEqual({ status: 200, body: expect.stringContaining('"act":"act_1"') });
    expect(honest.acts.length).toBe(1);
  });

  it('refuses the same key with another body by 422, and does not act', async () => {
    const honest = await open({ honoursKeys: true });
    await post(honest, 'k', { subject: 'r1', amount: 1 });
    expect((await post(honest, 'k', { subject: 'r1', amount: 2 })).status).toBe(422);
    expect(honest.acts.length).toBe(1);
  });

  it('acts on a call that it did not act on before: it was put off, or lied about', async () => {
    const honest = await open({ honoursKeys: true });
    honest.plan({ does: 'puts off', status: 503, retryAfterSeconds: 0, saysAs: 'seconds' }, { does: 'lies' });
    expect([(await post(honest, 'k')).status, (await post(honest, 'k')).status, (await post(honest, 'k')).status]).toEqual([503, 200, 200]);
    expect(honest.calls.map(({ acted }) => acted)).toEqual([false, false, true]);
  });

  it('acts once when fifty calls come at once', async () => {
    const honest = await open({ honoursKeys: true, otherwise: { does: 'answers late', maxMs: 20 } });
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(honest, 'k')));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect([honest.calls.length, honest.acts.length]).toEqual([50, 1]);
  });

  it('and calls without a key are each of their own', async () => {
    const honest = await open({ honoursKeys: true });
    await post(honest, null);
    await post(honest, null);
    expect([honest.acts.length, honest.twiceActed.size]).toEqual([2, 0]);
  });
});

describe('the account', () => {
  it('counts what was done twice where keys are not honoured', async () => {
    const forgetful = await open();
    for (const key of ['a', 'b', 'a', 'a']) await post(forgetful, key);
    expect([...forgetful.twiceActed]).toEqual([['a', 3]]);
    expect(forgetful.actsUnder('b')).toHaveLength(1);
  });

  it('has the key of either header, the digest of the very bytes, and the time', async () => {
    const one = await open();
    const before = Date.now();
    await post(one, 'msg_1', { a: 'é' }, { header: 'webhook-id' });
    await post(one, 'k', { a: 1 });
    expect(one.calls.map(({ key }) => key)).toEqual(['msg_1', 'k']);
    expect(one.calls[0]?.digest).toBe(createHash('sha256').update('{"a":"é"}').digest('hex'));
    expect(one.calls[0]?.atMs).toBeGreaterThanOrEqual(before);
    expect(one.calls.map(({ subject, met }) => [subject, met])).toEqual([[null, 'answers'], [null, 'answers']]);
  });

  it('keeps the order of acts about one subject, and of no other', async () => {
    const one = await open();
    one.planAt('/late', { does: 'answers late', ms: 50 });
    const slow = post(one, 'k1', { data: { subject: 'r1' } }, { path: '/late' });
    while (one.calls.length === 0) await new Promise((resolve) => void setImmediate(resolve));
    for (const [key, subject] of [['k2', 'r2'], ['k3', 'r1'], ['k4', 'r1']] as const) await post(one, key, { subject });
    await slow;
    expect(one.actsAbout('r1').map(({ key }) => key)).toEqual(['k1', 'k3', 'k4']);
  });

  it('tells whether anything was done under a key, also where the caller was told something else', async () => {
    const one = await open();
    one.plan({ does: 'fails after acting' }, { does: 'lies' });
    await post(one, 'failed/1');
    await post(one, 'lied');
    expect(await lookUp(one, 'failed/1')).toEqual({ status: 200, said: { key: 'failed/1', acted: true, times: 1, digest: one.calls[0]?.digest } });
    expect(await lookUp(one, 'lied')).toEqual({ status: 404, said: { key: 'lied', acted: false, times: 0, digest: null } });
    expect(one.lookUps.map(({ key, acted }) => [key, acted])).toEqual([['failed/1', true], ['lied', false]]);
    expect(one.calls).toHaveLength(2);
  });

  it('answers look-ups as badly as it is told, apart from other calls', async () => {
    const one = await open();
    one.planLookUps({ status: 503 }, { does: 'answers badly', with: 'no JSON' });
    one.plan({ status: 500 });
    expect([(await lookUp(one, 'k')).status, (await lookUp(one, 'k')).said, (await lookUp(one, 'k')).said]).toEqual([503, null, { key: 'k', acted: false, times: 0, digest: null }]);
    expect((await post(one, 'k')).status).toBe(500);
  });

  it('has what was refused, and why', async () => {
    const one = await open({ refuses: ({ headers }) => (headers['idempotency-key'] === 'forged' ? 'it is not signed' : null) });
    expect([(await post(one, 'forged')).status, (await post(one, 'k')).status]).toEqual([400, 200]);
    expect([one.problems, one.calls.map(({ met, acted }) => [met, acted])]).toEqual([['it is not signed'], [['refuses', false], ['answers', true]]]);
  });

  it('knows nothing of a call that was cut off on its way', async () => {
    const one = await open();
    const broken = new Readable({ read: () => undefined });
    broken.push('{"half":');
    await expect(request(one.url, { method: 'POST', body: broken, signal: AbortSignal.timeout(60) })).rejects.toThrow();
    expect([one.calls, one.acts]).toEqual([[], []]);
  });
});

describe('a plan', () => {
  const mix = [[3, { status: 200 }], [1, { status: 500 }], [1, { does: 'fails after acting', status: 502 }]] as const;
  const fates = async (seed: number, order: readonly string[]) => {
    const one = await open({ seed, otherwise: mix });
    for (const key of order) await post(one, key);
    return new Map(one.calls.map(({ key, nth, met, acted }) => [`${key ?? ''} ${nth}`, `${String(met)} ${acted}`]));
  };
  const keys = Array.from({ length: 60 }, (_, index) => `k${index % 40}`);

  it('of the same seed has the same fate for the same call, in whatever order calls come', async () => {
    const first = await fates(7, keys);
    expect(await fates(7, [...keys].reverse())).toEqual(first);
    expect(await fates(8, keys)).not.toEqual(first);
    expect(new Set(first.values()).size).toBe(3);
  });

  it('draws each about as often as its share says', async () => {
    const one = await open({ otherwise: mix });
    for (let index = 0; index < 300; index += 1) await post(one, `k${index}`);
    const fine = one.calls.filter(({ met, acted }) => met === 'answers' && acted).length;
    expect(fine).toBeGreaterThan(150);
    expect(fine).toBeLessThan(210);
  });

  it('takes what is planned at a path first, then what is planned for the next call, then what always holds there', async () => {
    const one = await open();
    one.planAt('/a', { status: 501 });
    one.plan({ status: 502 }, () => Promise.resolve({ status: 503 }));
    one.always({ status: 504 }, '/a');
    const to = (path: string) => post(one, null, {}, { path }).then(({ status }) => status);
    expect([await to('/a'), await to('/a'), await to('/b'), await to('/a'), await to('/b')]).toEqual([501, 502, 503, 504, 200]);
  });

  it('is none without a share', async () => {
    const one = await open();
    expect(() => one.always([])).toThrow('a mix needs behaviours');
    expect(() => one.always([[0, {}]])).toThrow('a mix needs behaviours');
  });
});
