import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { receiveInboundMessage } from '@countersign/contracts/webhook-sources';
import { addSource, expectRefusal, hmacVerification, holdsItsContract, messageJobsOf, openHttpWorld, orderPlaced, pointersOf, sendRaw, signedOrder, signHmac, signStandard, type HttpWorld, type MadeSource } from '@countersign/testing';
import { createHmac, randomUUID } from 'node:crypto';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const hmacSource = () => addSource(world.company, { verification: hmacVerification });
const ready = async () => {
  const { id, secret } = await hmacSource();
  return { by: world.homeless, input: { params: { sourceId: id }, ...signedOrder(secret) } };
};
holdsItsContract({ operation: receiveInboundMessage, world: () => world, ready });

const rowsOf = (sourceId: string) => world.api.database.look<{ messageId: string; body: string; state: string }>('select message_id as "messageId", body, state from app.inbound_messages where source_id = $1 order by id', [sourceId]);
const send = ({ id }: Pick<MadeSource, 'id'>, text: string, headers: Record<string, string>, baseUrl = world.api.baseUrl) => sendRaw(baseUrl, receiveInboundMessage, { params: { sourceId: id } }, { text, headers });
const refused = (source: Pick<MadeSource, 'id'>, text: string, headers: Record<string, string>) => expectRefusal(world, receiveInboundMessage, { params: { sourceId: source.id } }, { text, headers }, 'not_found');

describe('202', () => {
  it('keeps what the public package of Standard Webhooks signed, byte for byte, with a job, before it answers (row:D2)', async () => {
    const source = await addSource(world.company);
    const text = `${JSON.stringify(orderPlaced({ note: 'Grüße, 😀' }), null, 2)}\n`;
    const headers = signStandard(source.secret, text, { id: 'msg_1' });
    const answer = await send(source, text, headers);
    expect(answer).toMatchObject({ status: 202, json: { messageId: 'msg_1' } });
    expect(await rowsOf(source.id)).toEqual([{ messageId: 'msg_1', body: text, state: 'received' }]);
    expect((await messageJobsOf(world.api.database, source.id)).map(({ messageId }) => messageId)).toEqual([answer.json.id]);
  });

  it('finds the right one among several signatures (row:D2)', async () => {
    const source = await addSource(world.company);
    const text = JSON.stringify(orderPlaced());
    const headers = signStandard(source.secret, text);
    const signature = `v1a,AAAA v1,${Buffer.alloc(32).toString('base64')} ${headers['webhook-signature']}`;
    expect((await send(source, text, { ...headers, 'webhook-signature': signature })).status).toBe(202);
  });

  it('takes an HMAC of the body in a header, in hex as GitHub sends it and in base64 (row:D2)', async () => {
    const text = JSON.stringify(orderPlaced());
    const hex = await hmacSource();
    expect((await send(hex, text, signHmac(hex.secret, text, 'delivery-1'))).json.messageId).toBe('delivery-1');
    const base64 = await addSource(world.company, { verification: { kind: 'hmac', signatureHeader: 'X-Shop-Hmac', prefix: '', encoding: 'base64', idHeader: 'X-Shop-Id' } });
    const headers = { 'x-shop-id': 'shop-1', 'x-shop-hmac': createHmac('sha256', base64.secret).update(text).digest('base64') };
    expect((await send(base64, text, headers)).json.messageId).toBe('shop-1');
  });

  it('keeps an id once, of a hundred that come at once in two processes, and answers all of them alike; of another source it is another message (row:D2)', async () => {
    const [source, other] = [await addSource(world.company), await addSource(world.company)];
    const text = JSON.stringify(orderPlaced());
    const headers = signStandard(source.secret, text, { id: 'msg_same' });
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => send(source, text, headers, (index % 2 === 0 ? world.api : world.twin).baseUrl)));
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    expect(await rowsOf(source.id)).toHaveLength(1);
    expect(await messageJobsOf(world.api.database, source.id)).toHaveLength(1);
    expect((await send(other, text, signStandard(other.secret, text, { id: 'msg_same' }))).status).toBe(202);
    expect(await rowsOf(other.id)).toHaveLength(1);
  }, 60_000);
});

describe('404', () => {
  it('answers a source that is not there, a wrong secret, a changed body, id or time, and one that lacks them with the same bytes, and writes nothing (row:D2 row:F1)', async () => {
    const [source, other] = [await addSource(world.company), await addSource(world.company)];
    const text = JSON.stringify(orderPlaced());
    const headers = signStandard(source.secret, text);
    const answers = [
      await refused({ id: randomUUID() }, text, headers),
      await refused(other, text, headers),
      await refused(source, text.replace('120.00', '920.00'), headers),
      await refused(source, text, { ...headers, 'webhook-id': 'msg_other' }),
      await refused(source, text, { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) }),
      await refused(source, text, { ...headers, 'webhook-signature': 'v1,' }),
      await refused(source, text, { ...headers, 'webhook-signature': headers['webhook-signature']?.replace('v1,', 'v2,') ?? '' }),
      await refused(source, text, {}),
    ];
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  });

  it('takes a time that is five minutes away either way, and none that is further (row:D2)', async () => {
    const source = await addSource(world.company);
    const text = JSON.stringify(orderPlaced());
    const away = (seconds: number) => signStandard(source.secret, text, { at: new Date(Date.now() + seconds * 1000) });
    for (const seconds of [-290, 290]) expect((await send(source, text, away(seconds))).status).toBe(202);
    for (const seconds of [-310, 310]) await refused(source, text, away(seconds));
  });

  it('takes no other body, encoding or missing id with an HMAC (row:D2)', async () => {
    const source = await hmacSource();
    const text = JSON.stringify(orderPlaced());
    const headers = signHmac(source.secret, text);
    await refused(source, `${text} `, headers);
    await refused(source, text, { ...headers, 'x-hub-signature-256': headers['x-hub-signature-256']?.replace('sha256=', '') ?? '' });
    await refused(source, text, { 'x-hub-signature-256': headers['x-hub-signature-256'] ?? '' });
    await refused(source, text, { ...headers, 'x-github-delivery': '' });
  });
});

describe('400, 413, 415 and 422', () => {
  it('refuses poison before it is kept, however well it is signed: no JSON, prototypes, NUL, half characters, depth, and more than a megabyte (row:D2 row:F6)', async () => {
    const source = await hmacSource();
    const sent = (text: string, code: 'malformed_request' | 'payload_too_large' | 'invalid_input' | 'unsupported_media_type', more: Record<string, string> = {}) =>
      expectRefusal(world, receiveInboundMessage, { params: { sourceId: source.id } }, { text, headers: { ...signHmac(source.secret, text), ...more } }, code);
    for (const text of ['{', '', '{"a":1,"a":2}', '{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{}}}']) await sent(text, 'malformed_request');
    for (const text of ['{"a":"\\u0000"}', '{"a":"\\ud800"}', '{"\\u0000":1}', '{"a":1e999}', `{"a":${'['.repeat(20)}${']'.repeat(20)}}`, '[]', '"text"', 'null']) await sent(text, 'invalid_input');
    expect(pointersOf(await sent('{"a":{"b":"\\u0000"}}', 'invalid_input'))).toEqual(['/body/a/b']);
    await sent(JSON.stringify({ type: 'x', more: 'x'.repeat(1_000_000) }), 'payload_too_large');
    await sent('{}', 'unsupported_media_type', { 'content-type': 'text/plain' });
    const large = JSON.stringify({ type: 'x', more: 'x'.repeat(900_000) });
    expect((await send(source, large, signHmac(source.secret, large))).status).toBe(202);
  });
});

describe('429', () => {
  it('tells a source that sends too much when to come again, keeps nothing of it, and takes what another source sends (row:D2)', async () => {
    const [source, other] = [await hmacSource(), await hmacSource()];
    await world.api.database.look("update app.webhook_source_gates set next_at = now() + interval '1 hour' where source_id = $1", [source.id]);
    const answer = await expectRefusal(world, receiveInboundMessage, { params: { sourceId: source.id }, ...signedOrder(source.secret) }, {}, 'rate_limited');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await sendRaw(world.api.baseUrl, receiveInboundMessage, { params: { sourceId: other.id }, ...signedOrder(other.secret) })).status).toBe(202);
  });
});
