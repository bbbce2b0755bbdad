import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showWebhook } from '@countersign/contracts/screens';
import { createWebhookEndpoint, endOlderSecrets, rotateWebhookSecret } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let count = 0;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const endpoint = async () => (await world.company.admin.call(createWebhookEndpoint, { body: { name: `Endpoint ${(count += 1)}`, url: 'https://hooks.example.com/in' } })).id;
const rotate = (endpointId: string) => world.company.admin.call(rotateWebhookSecret, { params: { endpointId }, body: { keepOldHours: 24 } });
const validOf = async (endpointId: string) => (await world.company.admin.call(showWebhook, { query: { endpointId } })).data.secrets;
const ready = async () => {
  const endpointId = await endpoint();
  await rotate(endpointId);
  return { by: world.company.admin, input: { params: { endpointId } } };
};
holdsItsContract({ operation: endOlderSecrets, world: () => world, ready });

describe('200', () => {
  it('ends at once all that were to go on for a day, and leaves the newest and those of other endpoints (row:D1 row:D2)', async () => {
    const [endpointId, other] = [await endpoint(), await endpoint()];
    await rotate(endpointId);
    const newest = await rotate(endpointId);
    await rotate(other);
    expect(await validOf(endpointId)).toHaveLength(3);
    expect(await world.company.admin.call(endOlderSecrets, { params: { endpointId } })).toMatchObject({ endpointId, ended: 2 });
    expect((await validOf(endpointId)).map(({ id, validUntil }) => [id, validUntil])).toEqual([[newest.id, null]]);
    expect(await validOf(other)).toHaveLength(2);
  });
});

describe('409', () => {
  it('refuses where only the newest is valid (row:D2)', async () => {
    const endpointId = await endpoint();
    await expectRefusal(world, endOlderSecrets, { params: { endpointId } }, { by: world.company.admin }, 'no_older_secret');
    expect(await validOf(endpointId)).toHaveLength(1);
  });
});

describe('404', () => {
  it('knows no endpoint of another company (row:F1)', async () => {
    const { input } = await ready();
    await expectRefusal(world, endOlderSecrets, input, { by: world.foreigner }, 'not_found');
    expect(await validOf(input.params.endpointId)).toHaveLength(2);
  });
});
