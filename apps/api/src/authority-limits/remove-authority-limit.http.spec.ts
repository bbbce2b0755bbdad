import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuthorityLimits, removeAuthorityLimit, setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const finance = () => world.company.roleIds.get('Finance') ?? '';
const ready = async () => {
  const { company } = world;
  const { id: limitId } = await company.admin.call(setAuthorityLimit, { body: { holder: { kind: 'role', id: finance() }, requestTypeId: null, limit: { amount: '5000.00', currency: 'EUR' } } });
  return { by: company.admin, input: { params: { limitId } } };
};
// The same limit once more has the same id while it is there.
holdsItsContract({ operation: removeAuthorityLimit, world: () => world, ready });

describe('200', () => {
  it('is gone, and the audit says how much it was (row:E1)', async () => {
    const { by, input } = await ready();
    expect(await by.call(removeAuthorityLimit, input)).toMatchObject({ id: input.params.limitId, limit: { amount: '5000.00', currency: 'EUR' } });
    expect((await by.call(listAuthorityLimits, { query: { holderId: finance() } })).items).toEqual([]);
    const entries = await world.api.database.look("select convert_from(canonical, 'UTF8')::jsonb->'before'->'limit' as before from app.audit_entries where action = 'authority_limit.removed' and subject_id = $1 order by id desc limit 1", [finance()]);
    expect(entries).toEqual([{ before: { amount: '5000.00', currency: 'EUR' } }]);
  });
});
