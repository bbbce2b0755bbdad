import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { testConnection } from '@countersign/contracts/connections';
import { holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

let count = 0;
const ready = () => ({ by: world.company.admin, input: { body: { name: `Number ${(count += 1)}` } } });
holdsItsContract({ operation: testConnection, world: () => world, ready });

describe('201', () => {
  it('is recorded in this company, and in no other (row:E1 row:F1)', async () => {
    const { by, input } = ready();
    const { id } = await by.call(testConnection, input);
    const actions = async (person: typeof by) => (await person.call(listAuditEntries, { query: { subjectId: id } })).items.map(({ action }) => action);
    expect(await actions(by)).toContain('connection.test_asked');
    expect(await actions(world.foreigner)).toEqual([]);
  });
});
