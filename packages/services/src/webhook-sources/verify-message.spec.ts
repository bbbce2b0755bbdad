import { describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { SourceLine } from './source-line.part.js';
import { contentFrom, valueAt, wordAt } from './read-message.part.js';
import { verifyMessage } from './verify-message.part.js';

const verifiedId = (...given: Parameters<typeof verifyMessage>) => {
  const verified = verifyMessage(...given);
  return 'id' in verified ? verified.id : null;
};
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const now = new Date('2026-11-21T09:30:00.000Z');
const text = '{"type":"x","ä":1}';
const standard = { kind: 'standard_webhooks' } as const;
const hmac = { kind: 'hmac', signatureHeader: 'X-Signature', prefix: 'sha256=', encoding: 'hex', idHeader: 'X-Id' } as const;
const signed = (more: Record<string, string> = {}, by = secret, at = now) => ({ bytes: Buffer.from(text), headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': String(at.getTime() / 1000), 'webhook-signature': new Webhook(by).sign('msg_1', at, text), ...more } });

describe('a message of Standard Webhooks', () => {
  it('is known by any of the secrets that are valid, and by no other (row:D2)', () => {
    expect(verifiedId(standard, [other, secret], signed(), now)).toBe('msg_1');
    expect(verifiedId(standard, [other], signed(), now)).toBeNull();
    expect(verifiedId(standard, [], signed(), now)).toBeNull();
  });

  it('says by which of them it is known, and why it is not (row:D2)', () => {
    expect(verifyMessage(standard, [other, secret], signed(), now)).toEqual({ id: 'msg_1', secretIndex: 1 });
    expect(verifyMessage(standard, [other], signed(), now)).toEqual({ refused: 'signature_wrong' });
    expect(verifyMessage(standard, [secret], signed({ 'webhook-signature': 'v2,x' }), now)).toEqual({ refused: 'signature_wrong' });
    expect(verifyMessage(standard, [secret], { bytes: Buffer.from(text), headers: {} }, now)).toEqual({ refused: 'unsigned' });
    expect(verifyMessage(standard, [secret], signed({}, secret, new Date(now.getTime() - 301_000)), now)).toEqual({ refused: 'time_far' });
  });

  it('is known by its very bytes: one that is another, of whatever is signed, makes it unknown (row:D2)', () => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(verifiedId(standard, [secret], { ...signed(), bytes: changed }, now)).toBeNull();
    }
    for (const more of [{ 'webhook-id': 'msg_2' }, { 'webhook-timestamp': String(now.getTime() / 1000 + 1) }, { 'webhook-signature': 'v1,' }, { 'webhook-signature': '' }]) expect(verifiedId(standard, [secret], signed(more), now)).toBeNull();
  });

  it.each([[299, true], [300, true], [301, false], [-300, true], [-301, false]])('may be %i seconds away from now: %p (row:D2)', (seconds, isKnown) => {
    expect(verifiedId(standard, [secret], signed({}, secret, new Date(now.getTime() + seconds * 1000)), now) !== null).toBe(isKnown);
  });

  it.each(['', 'two words', 'é', 'x'.repeat(201), 'a\nb'])('has an id that can be kept and shown, which %j is not (row:D2)', (id) => {
    const signature = new Webhook(secret).sign(id, now, text);
    expect(verifiedId(standard, [secret], signed({ 'webhook-id': id, 'webhook-signature': signature }), now)).toBeNull();
  });
});

describe('a message with an HMAC', () => {
  const of = (digest: string, id = 'one') => ({ bytes: Buffer.from(text), headers: { 'x-id': id, 'x-signature': digest } });
  const hex = createHmac('sha256', 'a-secret-of-the-shop').update(text).digest('hex');
  it('is known by the digest of its bytes, in either case of hex, with its prefix and an id (row:D2)', () => {
    for (const digest of [hex, hex.toUpperCase()]) expect(verifiedId(hmac, ['a-secret-of-the-shop'], of(`sha256=${digest}`), now)).toBe('one');
    for (const digest of [hex, `sha1=${hex}`, `sha256=${hex.slice(2)}`, `sha256=${hex}00`, 'sha256=']) expect(verifiedId(hmac, ['a-secret-of-the-shop'], of(digest), now)).toBeNull();
    expect(verifiedId(hmac, ['a-secret-of-the-shop'], of(`sha256=${hex}`, ''), now)).toBeNull();
    expect(verifiedId(hmac, ['another-secret-of-it'], of(`sha256=${hex}`), now)).toBeNull();
  });
});

describe('what a message says', () => {
  const said = { a: { 'b/c': [10, { d: 'deep' }], '~': 1 }, n: 12, big: 1e300, none: null };
  it.each([['/a/b~1c/0', 10], ['/a/b~1c/1/d', 'deep'], ['/a/~0', 1], ['/none', null], ['/a/b~1c/length', undefined], ['/a/b~1c/00', undefined], ['/toString', undefined], ['/a/__proto__', undefined], ['/n/x', undefined]])('at %s is %j, and nothing that objects inherit (row:D2)', (pointer, value) => {
    expect(valueAt(said, pointer)).toEqual(value);
  });

  it('is a word where it is text or a whole number that every reader reads alike (row:D2)', () => {
    expect(['/n', '/a/b~1c/1/d', '/big', '/none', '/a'].map((pointer) => wordAt(said, pointer))).toEqual(['12', 'deep', null, null, null]);
  });

  it('fills a content, without what is not said (row:D2)', () => {
    const fields = [{ to: '/amount/amount', from: '/n' }, { to: '/amount/currency', from: '/a/b~1c/1/d' }, { to: '/title', from: '/no' }];
    expect(contentFrom(said, fields)).toEqual({ amount: { amount: 12, currency: 'deep' } });
  });
});

describe('messages of many companies at once', () => {
  it('are kept one at a time for each, and whoever sends more than can wait is told so, while another is taken (row:D2)', async () => {
    const line = new SourceLine();
    let free: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (free = resolve));
    const running: string[] = [];
    const work = (who: string) => line.run(who, async () => {
      running.push(who);
      await held;
    });
    const waiting = Array.from({ length: 250 }, () => work('a'));
    await expect(work('a')).rejects.toMatchObject({ code: 'rate_limited', details: { retryAfterSeconds: 1 } });
    const others = work('b');
    await Promise.resolve();
    expect(running).toEqual(['a', 'b']);
    free();
    await Promise.all([...waiting, others]);
    await expect(line.run('a', () => Promise.resolve('taken'))).resolves.toBe('taken');
  });
});
