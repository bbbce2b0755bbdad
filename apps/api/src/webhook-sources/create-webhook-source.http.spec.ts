import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWebhookSource, listWebhookSources } from '@countersign/contracts/webhook-sources';
import { addSource, expectRefusal, hmacVerification, holdsItsContract, openHttpWorld, pointersOf, sourceBody, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const ready = async () => ({ by: world.company.admin, input: { body: await sourceBody(world.company) } });
holdsItsContract({ operation: createWebhookSource, world: () => world, ready });

describe('201', () => {
  it('shows the secret once, in the form that its way of signing asks for, keeps it sealed, and says it to nobody afterwards (row:D2 row:E1)', async () => {
    const { admin } = world.company;
    const standard = await addSource(world.company);
    expect(standard.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const own = await addSource(world.company, { verification: hmacVerification, secret: 'kept-to-itself-0123456789' });
    expect(own.secret).toBe('kept-to-itself-0123456789');
    for (const { id, secret } of [standard, own]) {
      const [kept] = await world.api.database.look<{ row: string; audit: string }>("select (select s::text from app.webhook_sources s where s.id = $1::uuid) as row, (select convert_from(canonical, 'UTF8') from app.audit_entries where subject_id = $1::text) as audit", [id]);
      expect(kept?.audit).toContain('order.placed');
      for (const text of [JSON.stringify(await admin.call(listWebhookSources, { query: { limit: '100' } })), kept?.row, kept?.audit]) expect(text).not.toContain(secret);
    }
  });

  it('is seen by nobody of another company, who may have one of the same name (row:F1)', async () => {
    await addSource(world.company, { name: 'Same name' });
    const body = await sourceBody(world.company, { name: 'Same name', requesterId: null, rules: [] });
    await world.foreigner.call(createWebhookSource, { body });
    expect((await world.foreigner.call(listWebhookSources, { query: {} })).items.map(({ name }) => name)).toEqual(['Same name']);
  });
});

describe('409', () => {
  it('refuses a name that is taken (row:D2)', async () => {
    const { name } = await addSource(world.company);
    await expectRefusal(world, createWebhookSource, { body: await sourceBody(world.company, { name }) }, { by: world.company.admin }, 'name_taken');
  });
});

describe('422', () => {
  const refused = async (change: object) => pointersOf(await expectRefusal(world, createWebhookSource, { body: await sourceBody(world.company, change) }, { by: world.company.admin }, 'invalid_input'));
  const rule = (fields: object[], type = 'order.placed') => ({ type, act: { kind: 'start_request', requestTypeId: world.company.requestTypeId, fields } });

  it('refuses what could not be done: two rules for a type, two fields for one place, no requester, and types of request that are not there (row:D2)', async () => {
    const field = { to: '/title', from: '/title' };
    expect(await refused({ rules: [rule([field]), rule([field])] })).toEqual(['/body/rules/1/type']);
    expect(await refused({ rules: [rule([field, field])] })).toEqual(['/body/rules/0/act/fields/1/to']);
    expect(await refused({ rules: [rule([{ to: '/amount', from: '/a' }, { to: '/amount/currency', from: '/b' }])] })).toEqual(['/body/rules/0/act/fields/0/to']);
    expect(await refused({ rules: [rule([{ to: '/amount/currency', from: '/b' }, { to: '/amount', from: '/a' }])] })).toEqual(['/body/rules/0/act/fields/1/to']);
    expect(await refused({ requesterId: null })).toEqual(['/body/requesterId']);
    expect(await refused({ rules: [{ type: 'x', act: { kind: 'start_request', requestTypeId: '019ab0c0-0000-7000-8000-000000000001', fields: [field] } }] })).toEqual(['/body/rules/0/act/requestTypeId']);
  });

  it('refuses pointers and secrets that are none, and places that reach for a prototype (row:D2 row:F6)', async () => {
    expect(await refused({ typePointer: 'type' })).toEqual(['/body/typePointer']);
    expect(await refused({ typePointer: '/a~2' })).toEqual(['/body/typePointer']);
    expect(await refused({ rules: [rule([{ to: '/__proto__/admin', from: '/a' }])] })).toEqual(['/body/rules/0/act/fields/0/to']);
    expect(await refused({ secret: 'no-such-form-0123456789' })).toEqual(['/body/secret']);
  });
});
