import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { receiveInboundMessage, updateWebhookSource } from '@countersign/contracts/webhook-sources';
import { addSource, expectRefusal, hmacVerification, holdsItsContract, openHttpWorld, pointersOf, sendRaw, signedOrder, sourceBody, type HttpWorld, type MadeSource } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const inputOf = async ({ id, revision }: Pick<MadeSource, 'id' | 'revision'>, change: object = {}) => ({ params: { sourceId: id }, body: { ...(await sourceBody(world.company)), paused: false, revision, ...change } });
holdsItsContract({ operation: updateWebhookSource, world: () => world, ready: async () => ({ by: world.company.admin, input: await inputOf(await addSource(world.company)) }) });

describe('200', () => {
  it('pauses it, so that whoever has the secret is told to come again and whoever has not sees no source, and lets it go on (row:D2)', async () => {
    const made = await addSource(world.company, { verification: hmacVerification });
    const paused = await world.company.admin.call(updateWebhookSource, await inputOf(made, { verification: hmacVerification, paused: true }));
    expect(paused).toMatchObject({ pausedAt: expect.any(String), revision: 2 });
    const order = { params: { sourceId: made.id }, ...signedOrder(made.secret) };
    const answer = await expectRefusal(world, receiveInboundMessage, order, {}, 'source_paused');
    expect(answer.headers.get('retry-after')).toBe('300');
    await expectRefusal(world, receiveInboundMessage, { params: { sourceId: made.id }, ...signedOrder('another-secret-012345') }, {}, 'not_found');
    await world.company.admin.call(updateWebhookSource, await inputOf(paused, { verification: hmacVerification }));
    expect((await sendRaw(world.api.baseUrl, receiveInboundMessage, order)).status).toBe(202);
  });
});

describe('409', () => {
  it('refuses what was written over something else, of two at once in two processes too, and the name of another (row:D2)', async () => {
    const before = await addSource(world.company);
    const answers = await Promise.all([world.api, world.twin].map(async ({ baseUrl }) => sendRaw(baseUrl, updateWebhookSource, await inputOf(before), { by: world.company.admin })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await expectRefusal(world, updateWebhookSource, await inputOf(before), { by: world.company.admin }, 'source_changed');
    const { name } = await addSource(world.company);
    await expectRefusal(world, updateWebhookSource, await inputOf(await addSource(world.company), { name }), { by: world.company.admin }, 'name_taken');
  });
});

describe('422', () => {
  it('keeps the way of signing, which the secret is for (row:D2)', async () => {
    const answer = await expectRefusal(world, updateWebhookSource, await inputOf(await addSource(world.company), { verification: hmacVerification }), { by: world.company.admin }, 'invalid_input');
    expect(pointersOf(answer)).toEqual(['/body/verification/kind']);
  });

  it('refuses a requester of another company (row:F1)', async () => {
    const foreign = (await world.api.database.look<{ id: string }>("select m.id from app.members m where m.name = 'Founder of Borealis'"))[0]?.id;
    await expectRefusal(world, updateWebhookSource, await inputOf(await addSource(world.company), { requesterId: foreign }), { by: world.company.admin }, 'member_unknown');
  });
});
