import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showProfile } from '@countersign/contracts/screens';
import { holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: showProfile, world: () => world, ready: () => ({ by: world.company.finance, input: {} }) });

describe('200', () => {
  it('draws what one is and where one is signed in, in one request, and nobody else’s (row:J1 row:F1)', async () => {
    const { data, me, pictures } = await world.company.finance.call(showProfile, {});
    const { delegations, ...rest } = data;
    expect({ ...rest, sessions: data.sessions.map(({ isThisOne }) => isThisOne) }).toEqual({ name: 'Finance of Acme', email: world.company.finance.email, unit: null, roles: ['Finance'], secondFactor: null, steppedUp: null, sessions: [true] });
    expect([delegations.items, delegations.mayMake, delegations.delegates.map(({ name }) => name)]).toEqual([[], true, ['Admin of Acme', 'Budget owner of Acme']]);
    expect([me.name, pictures]).toEqual(['Finance of Acme', {}]);
  });
});
