import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession, signIn } from '@countersign/contracts/identity';
import { listSessions, revokeOtherSessions } from '@countersign/contracts/sessions';
import { holdsItsContract, openHttpWorld, sendRaw, testPassword, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: revokeOtherSessions, world: () => world, ready: () => ({ by: world.company.requester, input: {} }) });

describe('200', () => {
  it('signs the caller out everywhere else, in every process, and nobody else (row:F3 row:F1)', async () => {
    const { finance, admin } = world.company;
    const elsewhere = await Promise.all([finance.again(), finance.again()].map(async (person) => {
      await person.call(signIn, { body: { email: finance.email, password: testPassword } });
      return person;
    }));
    expect(await finance.call(revokeOtherSessions, {})).toEqual({ ended: 2 });
    for (const person of elsewhere) expect((await sendRaw(world.twin.baseUrl, getSession, {}, { by: person })).status).toBe(401);
    for (const person of [finance, admin, world.foreigner]) expect((await sendRaw(world.twin.baseUrl, getSession, {}, { by: person })).status).toBe(200);
    expect((await finance.call(listSessions, {})).items).toHaveLength(1);
  });
});
