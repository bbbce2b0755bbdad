import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listMembers } from '@countersign/contracts/members';
import { holdsItsContract, holdsPages, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const ready = () => ({ by: world.company.auditor, input: { query: {} } });
holdsItsContract({ operation: listMembers, world: () => world, ready });
holdsPages({ operation: listMembers, world: () => world, ready });

describe('200', () => {
  it('lists members with their roles; the same person in another company is another member (row:F1)', async () => {
    const ours = await world.company.admin.call(listMembers, { query: {} });
    const finance = ours.items.find(({ email }) => email === world.company.finance.email);
    expect(finance).toMatchObject({ name: 'Finance of Acme', unit: null, roles: [{ id: world.company.roleIds.get('Finance'), name: 'Finance' }] });
    expect(ours.items.map(({ email }) => email)).not.toContain(world.foreigner.email);
    const theirs = await world.foreigner.call(listMembers, { query: {} });
    expect(theirs.items.map(({ email }) => email)).toEqual([world.foreigner.email]);
  });
});
