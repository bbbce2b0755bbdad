import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession, signIn } from '@countersign/contracts/identity';
import { listSessions, revokeSession } from '@countersign/contracts/sessions';
import { anotherSession, expectRefusal, holdsItsContract, openEvents, openHttpWorld, sendRaw, testPassword, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const ready = async () => ({ by: world.company.requester, input: { params: { sessionId: await anotherSession(world.company.requester) } } });
holdsItsContract({ operation: revokeSession, world: () => world, ready });

describe('200', () => {
  it('ends a session for every process at the next call, and every stream of it within a second; the others go on (row:F3)', async () => {
    const person = world.company.finance;
    const elsewhere = person.again();
    await elsewhere.call(signIn, { body: { email: person.email, password: testPassword } });
    const sessionId = (await elsewhere.call(listSessions, {})).items[0]?.id ?? '';
    const streams = await Promise.all([world.api, world.twin].map(({ baseUrl }) => openEvents(baseUrl, elsewhere)));
    const own = await openEvents(world.twin.baseUrl, person);
    await Promise.all([...streams, own].map((stream) => stream.next('ready')));

    const from = performance.now();
    expect(await person.call(revokeSession, { params: { sessionId } })).toEqual({ ended: 1 });
    for (const { baseUrl } of [world.api, world.twin]) expect((await sendRaw(baseUrl, getSession, {}, { by: elsewhere })).status).toBe(401);
    for (const stream of streams) expect(await stream.next('ended')).toEqual({ event: 'ended', because: 'signed_out' });
    await Promise.all(streams.map(({ closed }) => closed));
    // Rounds are 400 ms apart; this says only that nothing is left to a time-out of a minute.
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(own.isOpen()).toBe(true);
    expect((await sendRaw(world.twin.baseUrl, getSession, {}, { by: person })).status).toBe(200);
    own.leave();
    expect([...world.api.errors, ...world.twin.errors]).toEqual([]);
  }, 30_000);

  it('leaves the entry in every company of the person, and where there is none in the log of the installation (row:E1)', async () => {
    const { homeless } = world;
    const sessionId = await anotherSession(homeless);
    expect(await homeless.call(revokeSession, { params: { sessionId } })).toEqual({ ended: 1 });
    const kept = await world.api.database.look("select 1 from identity.audit_entry where convert_from(canonical, 'UTF8')::jsonb->>'action' = 'session.revoked'");
    expect(kept).toHaveLength(1);
    await expectRefusal(world, revokeSession, { params: { sessionId } }, { by: homeless }, 'not_found');
  });
});

describe('404', () => {
  it('ends nobody else’s session, of the same company or of another, and does not say that it is there (row:F1)', async () => {
    const { admin, requester } = world.company;
    for (const other of [requester, world.foreigner, world.homeless]) {
      const sessionId = (await other.call(listSessions, {})).items[0]?.id ?? '';
      await expectRefusal(world, revokeSession, { params: { sessionId } }, { by: admin }, 'not_found');
      expect((await sendRaw(world.api.baseUrl, getSession, {}, { by: other })).status).toBe(200);
    }
  });
});
