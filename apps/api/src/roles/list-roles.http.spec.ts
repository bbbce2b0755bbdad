import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startingRoles } from '@countersign/contracts/platform';
import { createRole, listRoles } from '@countersign/contracts/roles';
import { holdsItsContract, holdsPages, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const ready = () => ({ by: world.company.auditor, input: { query: {} } });
holdsItsContract({ operation: listRoles, world: () => world, ready });
holdsPages({ operation: listRoles, world: () => world, ready });

describe('200', () => {
  it('lists the roles that every company starts with, and those of this company only (row:F2 row:F1)', async () => {
    const ours = await world.company.admin.call(listRoles, { query: {} });
    const theirs = await world.foreigner.call(listRoles, { query: {} });
    expect(new Set(ours.items.map(({ name }) => name))).toEqual(new Set([...Object.keys(startingRoles), 'Budget owner', 'Finance']));
    expect(Object.fromEntries(theirs.items.map(({ name, permissions }) => [name, permissions]))).toEqual(startingRoles);
  });

  it('goes on after the longest names in any script: a cursor that was given out is taken (row:D4)', async () => {
    const { admin } = world.company;
    const names = ['字'.repeat(80), '字'.repeat(79), `${'𝕏'.repeat(40)}`];
    for (const name of names) await admin.call(createRole, { body: { name, permissions: [] } });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { name: string }[]; nextCursor: string | null } = await admin.call(listRoles, { query: { limit: '1', ...(cursor !== null && { cursor }) } });
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(9);
    expect(seen).toEqual(expect.arrayContaining(names));
  });
});
