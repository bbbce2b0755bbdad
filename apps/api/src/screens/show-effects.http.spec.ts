import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showEffects } from '@countersign/contracts/screens';
import { holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const ready = () => ({ by: world.company.admin, input: { } });
holdsItsContract({ operation: showEffects, world: () => world, ready });

describe('200', () => {
  it('shows each company its own (row:F1)', async () => {
    expect(await world.company.admin.call(showEffects, {})).toEqual({ tenantName: 'Acme' });
    expect(await world.foreigner.call(showEffects, {})).toEqual({ tenantName: 'Borealis' });
  });
});
