import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuthorityLimits, setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, pointersOf, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let turn = 0;
const role = (name: string) => world.company.roleIds.get(name) ?? '';
const ready = () => ({ by: world.company.admin, input: { body: { holder: { kind: 'role' as const, id: role('Finance') }, requestTypeId: world.company.requestTypeId, limit: { amount: `${(turn += 1)}000.00`, currency: 'EUR' } } } });
holdsItsContract({ operation: setAuthorityLimit, world: () => world, ready });

describe('200', () => {
  it('keeps every digit that was given, and takes the place of what was said of the same before (row:A1 row:E1)', async () => {
    const { company, api } = world;
    const holder = { kind: 'member' as const, id: await memberIdOf(company, company.finance) };
    const set = (amount: string, requestTypeId: string | null = null, currency = 'EUR') => company.admin.call(setAuthorityLimit, { body: { holder, requestTypeId, limit: { amount, currency } } });
    const first = await set('5000.10');
    expect(first).toMatchObject({ holder: { ...holder, name: 'Finance of Acme' }, requestType: null, limit: { amount: '5000.10', currency: 'EUR' } });
    const huge = '123456789012345678901234567890.123456789012345678901234567890';
    expect(await set(huge)).toEqual({ ...first, limit: { amount: huge, currency: 'EUR' } });
    const others = [await set('7.00', company.requestTypeId), await set('8.00', null, 'CHF')];
    const { items } = await company.admin.call(listAuthorityLimits, { query: { holderId: holder.id } });
    expect(items).toEqual([{ ...first, limit: { amount: huge, currency: 'EUR' } }, ...others]);
    const entries = await api.database.look("select convert_from(canonical, 'UTF8')::jsonb->'before'->'limit'->>'amount' as before, convert_from(canonical, 'UTF8')::jsonb->'after'->'limit'->>'amount' as after from app.audit_entries where action = 'authority_limit.set' and subject_id = $1 order by id limit 2", [holder.id]);
    expect(entries).toEqual([{ before: null, after: '5000.10' }, { before: '5000.10', after: huge }]);
  });

  it('leaves one limit where two set the same at once', async () => {
    const { company, api, twin } = world;
    const body = (amount: string) => ({ holder: { kind: 'role' as const, id: role('Budget owner') }, requestTypeId: null, limit: { amount, currency: 'EUR' } });
    const answers = await Promise.all([api, twin, api, twin].map(({ baseUrl }, index) => sendRaw(baseUrl, setAuthorityLimit, { body: body(`${index + 1}.00`) }, { by: company.admin })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await company.admin.call(listAuthorityLimits, { query: { holderId: role('Budget owner') } })).items).toHaveLength(1);
  });
});

describe('404', () => {
  it('knows no holder and no request type of another company, or of none (row:F1)', async () => {
    const { company, foreigner } = world;
    const theirs = await world.api.database.look<{ id: string }>('select id from app.members where email = $1', [foreigner.email]);
    const { body } = ready().input;
    for (const holder of [{ kind: 'member', id: theirs[0]?.id }, { kind: 'role', id: crypto.randomUUID() }, { kind: 'member', id: role('Finance') }]) {
      await expectRefusal(world, setAuthorityLimit, { body: { ...body, holder } }, { by: company.admin }, 'not_found');
    }
    await expectRefusal(world, setAuthorityLimit, { body: { ...body, requestTypeId: crypto.randomUUID() } }, { by: company.admin }, 'not_found');
  });
});

describe('422', () => {
  it('refuses an amount below nothing, and says where; nothing at all is a limit', async () => {
    const { body } = ready().input;
    const answer = await expectRefusal(world, setAuthorityLimit, { body: { ...body, limit: { amount: '-0.01', currency: 'EUR' } } }, { by: world.company.admin }, 'invalid_input');
    expect(pointersOf(answer)).toEqual(['/body/limit/amount']);
    await expect(world.company.admin.call(setAuthorityLimit, { body: { ...body, limit: { amount: '0.00', currency: 'EUR' } } })).resolves.toMatchObject({ limit: { amount: '0.00' } });
  });
});
