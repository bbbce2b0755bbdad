import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { receiveInboundMessage, rotateSourceSecret } from '@countersign/contracts/webhook-sources';
import { addSource, expectRefusal, holdsItsContract, openHttpWorld, orderPlaced, pointersOf, sendRaw, signStandard, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const ready = async () => ({ by: world.company.admin, input: { params: { sourceId: (await addSource(world.company)).id }, body: { oldValidForSeconds: 60 } } });
holdsItsContract({ operation: rotateSourceSecret, world: () => world, ready });

const rotate = (sourceId: string, oldValidForSeconds: number) => world.company.admin.call(rotateSourceSecret, { params: { sourceId }, body: { oldValidForSeconds } });
async function statusWith(sourceId: string, secret: string): Promise<number> {
  const body = orderPlaced();
  return (await sendRaw(world.api.baseUrl, receiveInboundMessage, { params: { sourceId }, body, headers: signStandard(secret, JSON.stringify(body)) })).status;
}

describe('201', () => {
  it('takes messages signed with the new secret and with the old one, which ends when that was said, at once where it was said so (row:D2)', async () => {
    const { id, secret: first } = await addSource(world.company);
    const { secret: second, secrets } = await rotate(id, 3600);
    expect(secrets.map(({ validUntil }) => validUntil === null)).toEqual([true, false]);
    expect(await Promise.all([first, second].map((secret) => statusWith(id, secret)))).toEqual([202, 202]);
    const { secret: third, secrets: left } = await rotate(id, 0);
    expect(left).toHaveLength(1);
    expect(await Promise.all([first, second, third].map((secret) => statusWith(id, secret)))).toEqual([404, 404, 202]);
    const entries = await world.api.database.look<{ text: string }>("select convert_from(canonical, 'UTF8') as text from app.audit_entries where subject_id = $1", [id]);
    for (const { text } of entries) for (const secret of [first, second, third]) expect(text).not.toContain(secret);
  });
});

describe('409', () => {
  it('keeps at most five valid at once (row:D2)', async () => {
    const { id } = await addSource(world.company);
    for (let count = 0; count < 4; count += 1) await rotate(id, 3600);
    await expectRefusal(world, rotateSourceSecret, { params: { sourceId: id }, body: { oldValidForSeconds: 3600 } }, { by: world.company.admin }, 'secrets_full');
    expect((await rotate(id, 0)).secrets).toHaveLength(1);
  });
});

describe('422', () => {
  it('refuses a secret that its way of signing cannot use (row:D2)', async () => {
    const { id } = await addSource(world.company);
    expect(pointersOf(await expectRefusal(world, rotateSourceSecret, { params: { sourceId: id }, body: { oldValidForSeconds: 0, secret: 'no-such-form-0123456789' } }, { by: world.company.admin }, 'invalid_input'))).toEqual(['/body/secret']);
  });
});
