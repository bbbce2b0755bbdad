import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showWebhookSource, type WebhookSourceScreen } from '@countersign/contracts/screens';
import { receiveInboundMessage, rotateSourceSecret } from '@countersign/contracts/webhook-sources';
import { addRecordSet, addSource, expectRefusal, holdsItsContract, openHttpWorld, orderPlaced, sendRaw, signStandard, type HttpWorld, type MadeSource } from '@countersign/testing';

let world: HttpWorld;
let shop: MadeSource;
beforeAll(async () => {
  world = await openHttpWorld();
  shop = await addSource(world.company);
}, 120_000);
afterAll(() => world.close());

const ready = () => ({ by: world.company.auditor, input: { query: { sourceId: shop.id } } });
holdsItsContract({ operation: showWebhookSource, world: () => world, ready });

const of = async (source: MadeSource, query: object = {}, by = world.company.admin) => (await by.call(showWebhookSource, { query: { sourceId: source.id, ...query } })).data;
async function send(source: MadeSource, { secret = source.secret, headers = {}, at = new Date() }: { secret?: string; headers?: Record<string, string>; at?: Date } = {}) {
  const body = orderPlaced();
  return sendRaw(world.api.baseUrl, receiveInboundMessage, { params: { sourceId: source.id }, body, headers: { ...signStandard(secret, JSON.stringify(body), { at }), ...headers } });
}
const die = (problem: string, id: unknown) => world.api.database.look("update app.inbound_messages set state = 'dead', problem = $1, attempts = 8, ended_at = now() where id = $2", [problem, id]);

describe('200', () => {
  it('shows its messages, the last one first, each with what it says and the secret that it was signed with; and its requester (row:D2)', async () => {
    const made = await addSource(world.company);
    await send(made);
    const rotated = await world.company.admin.call(rotateSourceSecret, { params: { sourceId: made.id }, body: { oldValidForSeconds: 3600 } });
    await send(made);
    await send(made, { secret: rotated.secret });
    const { source, messages, counts, problems } = await of(made);
    expect(messages.items.map(({ signedWith }) => signedWith)).toEqual([rotated.secrets[0]?.createdAt, rotated.secrets[1]?.createdAt, rotated.secrets[1]?.createdAt]);
    expect(messages.items[0]).toMatchObject({ state: 'received', request: null, effectId: null, body: { start: JSON.stringify(orderPlaced()), bytes: JSON.stringify(orderPlaced()).length } });
    expect([counts, problems, source?.requester?.name]).toEqual([{ received: 3, kept: 0, dead: 0 }, [], 'Employee of Acme']);
    expect(JSON.stringify(source)).not.toContain(made.secret);
  });

  it('counts dead letters by their reason, and shows those in one state page by page, each once (row:D2)', async () => {
    const made = await addSource(world.company);
    const sent = [];
    for (const problem of ['No type', 'No form', 'No type', '']) {
      const { json } = await send(made);
      if (problem !== '') await die(problem, json.id);
      sent.push(json.id);
    }
    const { counts, problems } = await of(made);
    expect([counts, problems]).toEqual([{ received: 1, kept: 0, dead: 3 }, [{ problem: 'No type', count: 2 }, { problem: 'No form', count: 1 }]]);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { messages }: WebhookSourceScreen['data'] = await of(made, { state: 'dead', limit: '1', ...(cursor !== '' && { cursor }) });
      seen.push(...messages.items.map(({ id }) => id));
      cursor = messages.nextCursor;
    }
    expect(seen).toEqual(sent.slice(0, 3).toReversed());
  });

  it('says why it refused what nobody signed who may, and when, which no answer to the sender does; and keeps nothing of it (row:D2)', async () => {
    const made = await addSource(world.company);
    const answers = [await send(made, { headers: { 'webhook-id': '' } }), await send(made, { secret: shop.secret }), await send(made, { at: new Date(Date.now() - 301_000) })];
    expect(new Set(answers.map(({ status, json }) => JSON.stringify([status, json.title, json.detail])))).toHaveProperty('size', 1);
    const { refusals, messages } = await of(made);
    expect(refusals.map(({ reason }) => reason).toSorted()).toEqual(['signature_wrong', 'time_far', 'unsigned']);
    expect(messages.items).toEqual([]);
    expect((await of(shop)).refusals).toEqual([]);
  });

  it('shows an admin what a source can name, also for a new one, and bodies; and neither to those who only look (row:D2 row:F2)', async () => {
    await send(shop);
    const { data } = await world.company.admin.call(showWebhookSource, { query: {} });
    expect(data).toMatchObject({ source: null, messages: { items: [] }, define: { allowed: true } });
    const purchase = data.choices?.requestTypes.find(({ id }) => id === world.company.requestTypeId);
    expect(purchase?.fields.slice(0, 4)).toEqual([{ to: '/title', label: 'What', isRequired: true }, { to: '/amount', label: 'Amount', isRequired: true }, { to: '/amount/amount', label: 'Amount, amount', isRequired: false }, { to: '/amount/currency', label: 'Amount, currency', isRequired: false }]);
    expect(data.choices?.requesters.map(({ name }) => name)).toContain('Employee of Acme');
    expect(data.choices?.requesters.map(({ name }) => name)).not.toContain('Auditor of Acme');
    const looked = await of(shop, {}, world.company.auditor);
    expect([looked.choices, looked.define.allowed, looked.messages.items.map(({ body }) => body)]).toEqual([null, false, [null]]);
  });

  it('offers whoever may say so the record sets of this company that messages can update, and none of another (row:D5 row:F1)', async () => {
    const [own, theirs] = [await addRecordSet(world.company), await addRecordSet({ admin: world.foreigner })];
    const offered = (await world.company.admin.call(showWebhookSource, { query: {} })).data.choices?.recordSets ?? [];
    expect(offered).toContainEqual({ id: own.id, name: own.name });
    expect(offered.map(({ id }) => id)).not.toContain(theirs.id);
  });
});

describe('404', () => {
  it('answers to another company, and for a source that is not there, alike (row:F1)', async () => {
    await expectRefusal(world, showWebhookSource, ready().input, { by: world.foreigner }, 'not_found');
    await expectRefusal(world, showWebhookSource, { query: { sourceId: crypto.randomUUID() } }, { by: world.company.auditor }, 'not_found');
  });
});
