import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showWebhook } from '@countersign/contracts/screens';
import { createWebhookEndpoint, rotateWebhookSecret } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';
import { randomBytes } from 'node:crypto';

let world: HttpWorld;
let count = 0;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const endpoint = async () => (await world.company.admin.call(createWebhookEndpoint, { body: { name: `Endpoint ${(count += 1)}`, url: 'https://hooks.example.com/in' } })).id;
const ready = async () => ({ by: world.company.admin, input: { params: { endpointId: await endpoint() }, body: { keepOldHours: 1 } } });
holdsItsContract({ operation: rotateWebhookSecret, world: () => world, ready });

const hourMs = 3_600_000;
const rotate = (endpointId: string, body: { keepOldHours?: number; secret?: string } = {}) => world.company.admin.call(rotateWebhookSecret, { params: { endpointId }, body });
const validOf = async (endpointId: string) => (await world.company.admin.call(showWebhook, { query: { endpointId } })).data.secrets;

describe('201', () => {
  it('shows the new secret once, and says how long the old one is valid: 24 hours where nothing is said (row:D1 row:D2)', async () => {
    const endpointId = await endpoint();
    const made = await rotate(endpointId);
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(Date.parse(made.oldValidUntil) - Date.parse(made.createdAt)).toBe(24 * hourMs);
    const screen = await world.company.admin.call(showWebhook, { query: { endpointId } });
    expect(screen.data.secrets).toEqual([{ id: made.id, createdAt: made.createdAt, validUntil: null }, { id: expect.any(String), createdAt: expect.any(String), validUntil: made.oldValidUntil }]);
    const kept = await world.api.database.look<{ kept: string }>("select string_agg(t::text, ' ') as kept from app.webhook_secrets t");
    const plain = made.secret.slice('whsec_'.length);
    for (const text of [plain, Buffer.from(plain).toString('hex'), Buffer.from(plain, 'base64').toString('hex')]) expect(`${JSON.stringify(screen)} ${kept[0]?.kept ?? ''}`).not.toContain(text);
  });

  it('takes a secret that is brought, ends the old ones at once where that is asked, and never makes one valid for longer (row:D2)', async () => {
    const endpointId = await endpoint();
    const own = `whsec_${randomBytes(24).toString('base64')}`;
    const first = await rotate(endpointId, { keepOldHours: 1 });
    const second = await rotate(endpointId, { keepOldHours: 100, secret: own });
    expect(second.secret).toBe(own);
    const valid = await validOf(endpointId);
    expect(valid.map(({ id, validUntil }) => [id, validUntil])).toEqual([[second.id, null], [first.id, second.oldValidUntil], [expect.any(String), first.oldValidUntil]]);
    const third = await rotate(endpointId, { keepOldHours: 0 });
    expect((await validOf(endpointId)).map(({ id }) => id)).toEqual([third.id]);
  });
});

describe('409', () => {
  it('refuses a sixth valid secret, and takes one that ends the others (row:D2)', async () => {
    const endpointId = await endpoint();
    for (let index = 0; index < 4; index += 1) await rotate(endpointId);
    await expectRefusal(world, rotateWebhookSecret, { params: { endpointId }, body: {} }, { by: world.company.admin }, 'secrets_full');
    await rotate(endpointId, { keepOldHours: 0 });
    expect(await validOf(endpointId)).toHaveLength(1);
  });
});

describe('422', () => {
  it('refuses to keep the old one for longer than a week, for less than nothing, or for a part of an hour (row:F6)', async () => {
    for (const keepOldHours of [-1, 169, 0.5]) await expectRefusal(world, rotateWebhookSecret, { params: { endpointId: world.company.endpointId }, body: { keepOldHours } }, { by: world.company.admin }, 'invalid_input');
  });
});
