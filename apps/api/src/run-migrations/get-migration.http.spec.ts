import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getMigration } from '@countersign/contracts/run-migrations';
import { expectRefusal, holdsItsContract, openHttpWorld, plannedMoves, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let migrationId = '';
beforeAll(async () => {
  world = await openHttpWorld();
  migrationId = (await plannedMoves(world.company, world.api.database)).id;
}, 120_000);
afterAll(() => world.close());

holdsItsContract({ operation: getMigration, world: () => world, ready: () => ({ by: world.company.admin, input: { params: { migrationId } } }) });

describe('200', () => {
  it('says how many requests would fare how, and the digest to start it by (row:B2)', async () => {
    expect(await world.company.admin.call(getMigration, { params: { migrationId } })).toMatchObject({ state: 'planned', planDigest: expect.stringMatching(/^[0-9a-f]{64}$/), planned: { unchanged: 1, voids: 0, ends: 0, stays: 0 } });
  });
});

describe('404', () => {
  it('knows none of another company (row:F1)', () => expectRefusal(world, getMigration, { params: { migrationId } }, { by: world.foreigner }, 'not_found').then(() => undefined));
});
