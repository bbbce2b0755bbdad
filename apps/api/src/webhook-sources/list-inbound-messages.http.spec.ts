import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listInboundMessages, receiveInboundMessage } from '@countersign/contracts/webhook-sources';
import { addSource, hmacVerification, holdsItsContract, openHttpWorld, sendRaw, signedOrder, type HttpWorld, type MadeSource } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const sent = async ({ id, secret }: MadeSource) => (await sendRaw(world.api.baseUrl, receiveInboundMessage, { params: { sourceId: id }, ...signedOrder(secret) })).json.id;
const source = () => addSource(world.company, { verification: hmacVerification });
holdsItsContract({ operation: listInboundMessages, world: () => world, ready: async () => ({ by: world.company.admin, input: { params: { sourceId: (await source()).id }, query: {} } }) });

describe('200', () => {
  it('lists those of one source, the last one first, a page at a time, and those in one state (row:D2)', async () => {
    const [one, other] = [await source(), await source()];
    const ids = [await sent(one), await sent(one), await sent(one)];
    await sent(other);
    await world.api.database.look("update app.inbound_messages set state = 'dead', problem = 'Why', ended_at = now() where id = $1", [ids[1]]);
    const list = (query: object) => world.company.admin.call(listInboundMessages, { params: { sourceId: one.id }, query });
    const first = await list({ limit: '2' });
    const second = await list({ limit: '2', cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(second.nextCursor).toBeNull();
    expect((await list({ state: 'dead' })).items).toMatchObject([{ id: ids[1], problem: 'Why', request: null }]);
    expect((await list({ state: 'received' })).items.map(({ id }) => id)).toEqual([ids[2], ids[0]]);
  });
});
