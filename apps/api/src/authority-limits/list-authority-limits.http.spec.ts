import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuthorityLimits, setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: listAuthorityLimits, world: () => world, ready: () => ({ by: world.company.auditor, input: { query: {} } }) });

describe('200', () => {
  it('lists every limit of the company, page after page, and shows none to another (row:F1)', async () => {
    const { company, foreigner } = world;
    const role = (name: string) => company.roleIds.get(name) ?? '';
    for (const name of ['Finance', 'Budget owner', 'approver']) await company.admin.call(setAuthorityLimit, { body: { holder: { kind: 'role', id: role(name) }, requestTypeId: company.requestTypeId, limit: { amount: '10.00', currency: 'EUR' } } });
    const first = await company.auditor.call(listAuthorityLimits, { query: { limit: '2' } });
    const second = await company.auditor.call(listAuthorityLimits, { query: { limit: '2', cursor: first.nextCursor ?? '' } });
    expect([...first.items, ...second.items].map(({ holder, requestType }) => [holder.name, requestType?.name])).toEqual(['Finance', 'Budget owner', 'approver'].map((name) => [name, 'Purchase order']));
    expect(second.nextCursor).toBeNull();
    expect((await foreigner.call(listAuthorityLimits, { query: {} })).items).toEqual([]);
    expect((await foreigner.call(listAuthorityLimits, { query: { holderId: role('Finance') } })).items).toEqual([]);
  });
});
