/** Decisions that race, over HTTP through two instances of the API (row:A4 row:A7). The long form is `npm run campaign:races`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openHttpWorld, Track, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let track: Track;
beforeAll(async () => {
  world = await openHttpWorld();
  track = await Track.open(world);
}, 120_000);
afterAll(() => world.close());

const seed = 20261129;
/** Many rounds, on a machine that may be doing other things. */
const raceLimitMs = 150_000;

describe('no decision is recorded on what its signer was not shown', () => {
  it('in 20 races of an edit against an approval, and both orders come up (row:A4)', async () => {
    const { faults, outcomes } = await track.race('edit against approve', { rounds: 20, seed });
    expect(faults).toEqual([]);
    expect([...outcomes.keys()].sort()).toEqual(['edit recorded, recorded', 'edit recorded, revision_superseded']);
  }, raceLimitMs);

  it('in 20 races of two for the last seat: one has it, and the other is told (row:A3)', async () => {
    const { faults, outcomes } = await track.race('last seat', { rounds: 20, seed });
    expect([faults, [...outcomes.keys()]]).toEqual([[], ['recorded, task_closed']]);
  }, raceLimitMs);

  it('in 20 races of two first signatures, of which the second would be the last: one is recorded as shown (row:A7)', async () => {
    const { faults, outcomes } = await track.race('committee', { rounds: 20, seed });
    expect([faults, [...outcomes.keys()]]).toEqual([[], ['consequences_changed, recorded']]);
  }, raceLimitMs);

  it('and a signer who signs without having looked again is found (planted)', async () => {
    for (const kind of ['edit against approve', 'committee'] as const) expect((await track.race(kind, { rounds: 8, seed, planted: true })).faults.join()).toContain('recorded on what the signer was not shown');
  }, raceLimitMs);
});
