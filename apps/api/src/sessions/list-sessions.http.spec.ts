import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn } from '@countersign/contracts/identity';
import { listSessions } from '@countersign/contracts/sessions';
import { holdsItsContract, openHttpWorld, sendRaw, testPassword, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: listSessions, world: () => world, ready: () => ({ by: world.company.requester, input: {} }) });

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('200', () => {
  it('lists where one is signed in, in words, with the one that asks first, and nobody else’s (row:F3 row:F1)', async () => {
    const { finance } = world.company;
    const answer = await sendRaw(world.api.baseUrl, signIn, { body: { email: finance.email, password: testPassword } }, { headers: { 'user-agent': firefox } });
    expect(answer.status).toBe(200);
    const { items } = await finance.call(listSessions, {});
    expect(items.map(({ device, isThisOne, address }) => ({ device, isThisOne, address }))).toEqual([
      { device: expect.stringMatching(/^A program/), isThisOne: true, address: '127.0.0.1' },
      { device: 'Firefox on Linux', isThisOne: false, address: '127.0.0.1' },
    ]);
    const ids = items.map(({ id }) => id);
    for (const other of [world.company.admin, world.foreigner, world.homeless]) {
      for (const session of (await other.call(listSessions, {})).items) expect(ids).not.toContain(session.id);
    }
  });

  it('says when each was last used, in every process, within a minute and some seconds', async () => {
    const { auditor } = world.company;
    const before = Date.now() - 1000;
    const elsewhere = auditor.again();
    await elsewhere.call(signIn, { body: { email: auditor.email, password: testPassword } });
    const [, other] = (await auditor.call(listSessions, {})).items;
    expect(Date.parse(other?.lastUsedAt ?? '')).toBeGreaterThanOrEqual(before);
    await world.api.database.look(`insert into identity.session_use (session_id, used_at) values ($1, '2031-01-02T03:04:05Z') on conflict (session_id) do update set used_at = excluded.used_at`, [other?.id]);
    const seen = (await auditor.call(listSessions, {})).items.find(({ id }) => id === other?.id);
    expect(seen?.lastUsedAt).toBe('2031-01-02T03:04:05.000Z');
  });
});
