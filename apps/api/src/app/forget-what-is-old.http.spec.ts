/** What earlier calls left is cleared away by the worker: no call pays for it. */
import { signIn } from '@countersign/contracts/identity';
import { createRole } from '@countersign/contracts/roles';
import { openHttpWorld, openTestWorker, sendRaw, testPassword, type HttpWorld, type TestWorker } from '@countersign/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

let world: HttpWorld;
let worker: TestWorker;
beforeAll(async () => {
  world = await openHttpWorld();
  worker = await openTestWorker(world.api.database);
});
afterAll(async () => {
  await worker.close();
  await world.close();
});

it('forgets which calls were carried out under which key after seven days, in every company, and none before (row:D4)', async () => {
  const { api: { baseUrl, database }, company, foreigner } = world;
  const send = (name: string, key: string, by = company.admin) => sendRaw(baseUrl, createRole, { body: { name, permissions: [] } }, { by, key });
  expect([await send('Old', 'old'), await send('Young', 'young'), await send('Theirs', 'old', foreigner)].map(({ status }) => status)).toEqual([201, 201, 201]);
  const age = (key: string, ago: string) => database.look('update app.idempotency_keys set created_at = now() - $2::interval where key = $1 returning key', [key, ago]);
  expect(await age('old', '7 days 1 second')).toHaveLength(2);
  expect(await age('young', '6 days 23 hours 59 minutes')).toHaveLength(1);
  expect(await worker.forgetOldKeys()).toBe(2);
  expect(await database.look("select key from app.idempotency_keys where key in ('old', 'young')")).toEqual([{ key: 'young' }]);
  // The young one is answered as it was; the old one is a call like any other, and the name is taken.
  expect((await send('Young', 'young')).status).toBe(201);
  expect((await send('Old', 'old')).json.code).toBe('name_taken');
  expect(await worker.forgetOldKeys()).toBe(0);
});

it('forgets counts of tries that refuse nobody any more, and no other (row:A11)', async () => {
  const { api: { baseUrl, database }, company } = world;
  const try1 = () => sendRaw(baseUrl, signIn, { body: { email: company.admin.email, password: testPassword } });
  expect((await try1()).status).toBe(200);
  const [kept] = await database.look<{ key: string }>("update identity.rate_limit set drained_at = now() + interval '1 hour' where key = (select min(key) from identity.rate_limit) returning key");
  const others = await database.look("update identity.rate_limit set drained_at = now() - interval '1 second' where key <> $1 returning key", [kept?.key]);
  expect(others.length).toBeGreaterThan(1);
  expect(await worker.forgetOldTries()).toBe(others.length);
  expect(await database.look('select key from identity.rate_limit')).toEqual([kept]);
});
