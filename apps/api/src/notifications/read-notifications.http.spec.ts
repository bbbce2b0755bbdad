import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readNotifications } from '@countersign/contracts/notifications';
import { addNote } from '@countersign/contracts/requests';
import { showNotifications } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

/** Tells the requester of a note, and gives the notification. */
async function oneTold(): Promise<string> {
  const { company } = world;
  const { id } = await company.submit();
  await company.admin.call(addNote, { params: { requestId: id }, body: { text: 'Have a look.' } });
  const { data } = await company.requester.call(showNotifications, { query: {} });
  return data.rows.find(({ request }) => request.id === id)?.id ?? '';
}

holdsItsContract({ operation: readNotifications, world: () => world, ready: async () => ({ by: world.company.requester, input: { body: { notificationIds: [await oneTold()] } } }) });

describe('201', () => {
  it('marks exactly those, once: the count on every screen goes down, and a second time moves nothing (row:A8 row:J4)', async () => {
    const { company } = world;
    const ids = [await oneTold(), await oneTold()];
    const look = async () => {
      const { data, nav } = await company.requester.call(showNotifications, { query: {} });
      return { unread: nav.notifications, times: ids.map((id) => data.rows.find((row) => row.id === id)?.readAt) };
    };
    const before = await look();
    expect(before.times).toEqual([null, null]);
    await expect(company.requester.call(readNotifications, { body: { notificationIds: [ids[0] ?? ''] } })).resolves.toMatchObject({ readIds: [ids[0]] });
    const after = await look();
    expect({ unread: after.unread, second: after.times[1] }).toEqual({ unread: before.unread - 1, second: null });
    await company.requester.call(readNotifications, { body: { notificationIds: ids } });
    expect((await look()).times[0]).toBe(after.times[0]);
  });

  it('passes over what is not theirs, and does not read it for anybody (row:F2)', async () => {
    const { company } = world;
    const id = await oneTold();
    const { id: other } = await company.submit();
    await company.requester.call(addNote, { params: { requestId: other }, body: { text: 'Mine.' } });
    await expect(company.requester.call(readNotifications, { body: { notificationIds: [id, crypto.randomUUID()] } })).resolves.toMatchObject({ readIds: [id] });
  });
});

describe('404', () => {
  it("has nothing of anybody else's, of a colleague's or of another company's (row:F1 row:F2)", async () => {
    const notificationIds = [await oneTold()];
    const texts = new Set<string>();
    for (const by of [world.company.admin, world.foreigner]) texts.add((await expectRefusal(world, readNotifications, { body: { notificationIds } }, { by }, 'not_found')).text);
    texts.add((await expectRefusal(world, readNotifications, { body: { notificationIds: [crypto.randomUUID()] } }, { by: world.company.admin }, 'not_found')).text);
    expect(texts.size).toBe(1);
  });
});

describe('422', () => {
  it('takes one at least and a hundred at most (row:F6)', async () => {
    const by = world.company.requester;
    for (const notificationIds of [[], Array.from({ length: 101 }, () => crypto.randomUUID())]) await expectRefusal(world, readNotifications, { body: { notificationIds } }, { by }, 'invalid_input');
    expect((await sendRaw(world.api.baseUrl, readNotifications, { body: { notificationIds: [await oneTold(), ...Array.from({ length: 99 }, () => crypto.randomUUID())] } }, { by })).status).toBe(201);
  });
});
