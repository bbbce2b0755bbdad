import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showWebhookSources, type WebhookSourcesScreen } from '@countersign/contracts/screens';
import { receiveInboundMessage } from '@countersign/contracts/webhook-sources';
import { addSource, hmacVerification, holdsItsContract, openHttpWorld, sendRaw, signedOrder, type HttpWorld, type MadeSource } from '@countersign/testing';

let world: HttpWorld;
let shop: MadeSource;
beforeAll(async () => {
  world = await openHttpWorld();
  shop = await addSource(world.company, { name: 'A shop', verification: hmacVerification });
  await addSource(world.company, { name: 'Bank' });
}, 120_000);
afterAll(() => world.close());

const ready = () => ({ by: world.company.auditor, input: { query: {} } });
holdsItsContract({ operation: showWebhookSources, world: () => world, ready });

const send = () => sendRaw(world.api.baseUrl, receiveInboundMessage, { params: { sourceId: shop.id }, ...signedOrder(shop.secret) });

describe('200', () => {
  it('says of each source what came last, how much waits and how much is dead, by name, and nothing of another company (row:D2 row:F1)', async () => {
    const of = async (by = world.company.auditor) => (await by.call(showWebhookSources, { query: {} })).data;
    expect((await of()).sources.items).toEqual([
      { id: shop.id, name: 'A shop', path: shop.path, pausedAt: null, lastMessage: null, waiting: 0, dead: 0 },
      expect.objectContaining({ name: 'Bank', lastMessage: null }),
    ]);
    for (let index = 0; index < 3; index += 1) await send();
    await world.api.database.look("update app.inbound_messages set state = 'dead', type = 'order.placed', problem = 'Why', ended_at = now() where id in (select id from app.inbound_messages where source_id = $1 order by id desc limit 1)", [shop.id]);
    expect((await of()).sources.items[0]).toMatchObject({ waiting: 2, dead: 1, lastMessage: { type: 'order.placed', state: 'dead' } });
    expect((await of(world.foreigner)).sources.items).toEqual([]);
  });

  it('gives its sources page by page, each once (row:D2)', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { sources }: WebhookSourcesScreen['data'] = (await world.company.auditor.call(showWebhookSources, { query: { limit: '1', ...(cursor !== '' && { cursor }) } })).data;
      seen.push(...sources.items.map(({ name }) => name));
      cursor = sources.nextCursor;
    }
    expect(seen).toEqual(['A shop', 'Bank']);
  });

  it('lets an admin define, and is a place for whoever may see sources, although not endpoints (row:F2)', async () => {
    await world.company.addRole('Sees sources', ['webhook_source.read']);
    const person = await world.company.join('Only sources', ['Sees sources']);
    const [admin, auditor, only] = await Promise.all([world.company.admin, world.company.auditor, person].map((by) => by.call(showWebhookSources, { query: {} })));
    expect([admin, auditor, only].map((screen) => screen?.data.define.allowed)).toEqual([true, false, false]);
    expect(only?.nav.places).toContain('webhooks');
  });
});
