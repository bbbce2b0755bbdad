import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { receiveInboundMessage, rotateSourceSecret } from '@countersign/contracts/webhook-sources';
import { addSource, expectRefusal, openHttpWorld, orderPlaced, sendRaw, type HttpWorld, type MadeSource } from '@countersign/testing';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

interface ToSign {
  readonly secret: string;
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
  readonly text: string;
}

/** Signed as a program signs that uses the package, in a process of its own. */
function sign(packageName: string, messages: readonly ToSign[]): string[] {
  const script = `import { Webhook } from '${packageName}'; import { text } from 'node:stream/consumers'; console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(({ secret, id, at, text }) => new Webhook(secret).sign(id, new Date(at), text))));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: join(process.cwd(), 'packages/services'), input: JSON.stringify(messages), encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}

const message = ({ secret }: Pick<MadeSource, 'secret'>, more: Partial<ToSign> = {}): ToSign => ({ secret, id: `msg_${randomUUID()}`, at: Date.now(), text: JSON.stringify(orderPlaced({ note: 'Grüße, 😀' })), ...more });
const headersOf = ({ id, at }: ToSign, signature: string | undefined, brand = 'webhook') => ({ [`${brand}-id`]: id, [`${brand}-timestamp`]: String(Math.floor(at / 1000)), [`${brand}-signature`]: signature ?? '' });
const send = ({ id }: MadeSource, text: string, headers: Record<string, string>) => sendRaw(world.api.baseUrl, receiveInboundMessage, { params: { sourceId: id } }, { text, headers });
const keptOf = (source: MadeSource) => world.api.database.look<{ messageId: string; body: string }>('select message_id as "messageId", body from app.inbound_messages where source_id = $1 order by id', [source.id]);

describe.each([['standardwebhooks', 'webhook'], ['svix', 'webhook'], ['svix', 'svix']])('what %s signed, with headers that begin with %s', (packageName, brand) => {
  it('is kept as it was sent, with its id, while its secret is changed too (row:D2)', async () => {
    const source = await addSource(world.company);
    const first = message(source);
    const [old] = sign(packageName, [first]);
    expect(await send(source, first.text, headersOf(first, old, brand))).toMatchObject({ status: 202, json: { messageId: first.id } });
    const rotated = await world.company.admin.call(rotateSourceSecret, { params: { sourceId: source.id }, body: { oldValidForSeconds: 600 } });
    const later = [message(source), message(rotated), message(rotated)];
    const signatures = sign(packageName, later);
    // While a sender changes over, it signs with both.
    const both = headersOf(later[2] ?? first, `${sign(packageName, [{ ...(later[2] ?? first), secret: source.secret }])[0]} ${signatures[2]}`, brand);
    expect([await send(source, later[0]?.text ?? '', headersOf(later[0] ?? first, signatures[0], brand)), await send(source, later[1]?.text ?? '', headersOf(later[1] ?? first, signatures[1], brand)), await send(source, later[2]?.text ?? '', both)].map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await keptOf(source)).toEqual([first, ...later].map(({ id, text }) => ({ messageId: id, body: text })));
  });

  it('is refused and not kept where it was changed, is old, comes from the future, or was signed with another secret (row:D2 row:F1)', async () => {
    const [source, other] = [await addSource(world.company), await addSource(world.company)];
    const right = message(source);
    const late = message(source, { at: Date.now() - 301_000 });
    const early = message(source, { at: Date.now() + 302_000 });
    const foreign = message(other);
    const [signature, ofLate, ofEarly, ofForeign] = sign(packageName, [right, late, early, foreign]);
    const headers = headersOf(right, signature, brand);
    const refused = (text: string, given: Record<string, string>) => expectRefusal(world, receiveInboundMessage, { params: { sourceId: source.id } }, { text, headers: given }, 'not_found');
    const answers = [
      await refused(right.text.replace('120.00', '920.00'), headers),
      await refused(`${right.text} `, headers),
      await refused(right.text, { ...headers, [`${brand}-id`]: 'msg_another' }),
      await refused(right.text, { ...headers, [`${brand}-timestamp`]: String(Number(headers[`${brand}-timestamp`]) + 1) }),
      await refused(late.text, headersOf(late, ofLate, brand)),
      await refused(early.text, headersOf(early, ofEarly, brand)),
      await refused(foreign.text, headersOf(foreign, ofForeign, brand)),
    ];
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await keptOf(source)).toEqual([]);
    expect((await send(source, right.text, headers)).status).toBe(202);
  });
});

describe('headers of both names', () => {
  it('are never put together: an id of the one is not signed by the other (row:D2)', async () => {
    const source = await addSource(world.company);
    const one = message(source);
    const [signature] = sign('standardwebhooks', [one]);
    const svix = headersOf(one, signature, 'svix');
    expect((await send(source, one.text, { 'webhook-id': 'msg_another', ...svix })).status).toBe(404);
    expect((await send(source, one.text, { ...svix, ...headersOf(one, 'v1,AAAA') })).status).toBe(404);
  });
});
