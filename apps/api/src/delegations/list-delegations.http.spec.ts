import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDelegation, listDelegations } from '@countersign/contracts/delegations';
import { holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';
import { delegationTo, memberIdOf } from '@countersign/testing/authorization';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

holdsItsContract({ operation: listDelegations, world: () => world, ready: () => ({ by: world.company.admin, input: { query: {} } }) });

describe('200', () => {
  it('pages through them, the latest first, each once; each company its own (row:A9 row:F1)', async () => {
    const by = await world.company.join('Often away', ['approver']);
    const delegateId = await memberIdOf(world.company.finance);
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) made.unshift((await by.call(createDelegation, { body: delegationTo(delegateId) })).id);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await by.call(listDelegations, { query: { limit: '2', ...(cursor !== undefined && { cursor }) } });
      found.push(...items.map(({ id }) => id));
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(found).toEqual(made);
    expect((await world.foreigner.call(listDelegations, { query: {} })).items).toEqual([]);
  });
});
