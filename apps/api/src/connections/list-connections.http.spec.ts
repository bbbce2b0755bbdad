import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listConnections } from '@countersign/contracts/connections';
import { connect, expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
  for (const name of ['Bank', 'Ledger', 'Archive']) await connect(world.company, `https://${name.toLowerCase()}.example.com`, { name });
}, 120_000);
afterAll(() => world.close());
holdsItsContract({ operation: listConnections, world: () => world, ready: () => ({ by: world.company.admin, input: { query: {} } }) });

describe('200', () => {
  it('lists them by name, in pages, to this company alone (row:D1 row:F1)', async () => {
    const first = await world.company.auditor.call(listConnections, { query: { limit: '2' } });
    const rest = await world.company.auditor.call(listConnections, { query: { limit: '2', cursor: first.nextCursor ?? '' } });
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(['Archive', 'Bank', 'Ledger']);
    expect(rest.nextCursor).toBeNull();
    expect((await world.foreigner.call(listConnections, { query: {} })).items).toEqual([]);
  });
});

describe('403', () => {
  it('is nothing to who merely makes requests (row:F2)', async () => {
    await expectRefusal(world, listConnections, { query: {} }, { by: world.company.requester }, 'permission_denied');
  });
});
