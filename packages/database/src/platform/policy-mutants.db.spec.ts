import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isNoticed, listMutants, mutantKinds, openTwoCompanies, sampleMutants, seeded, tryMutants, type TwoCompanies } from '@countersign/testing/isolation';

let world: TwoCompanies;
beforeAll(async () => {
  world = await openTwoCompanies();
}, 120_000);
afterAll(() => world.api.close());

const seed = Math.floor(Math.random() * 1_000_000);
const perKind = 2;

describe(`R36 each policy, FORCE, grant and key weakened in turn, ${perKind} of each kind, seed ${seed} (all of them: npm run campaign:isolation)`, () => {
  it('is noticed by the proofs that the suite consists of (row:F1)', async () => {
    const mutants = sampleMutants(await listMutants(world.api.database), perKind, seeded(seed));
    const noticed = await tryMutants(world.api.database, { a: world.a.tenantId, b: world.b.tenantId }, mutants);
    expect(noticed.filter((each) => !isNoticed(each)).map(({ mutant }) => `${mutant.kind}: ${mutant.says}`)).toEqual([]);
    expect(new Set(noticed.map(({ mutant }) => mutant.kind))).toEqual(new Set(mutantKinds));
    // The tenant that reaches over is seen by itself too, not only read off the catalogue.
    const reached = noticed.filter(({ byBehaviour }) => byBehaviour).map(({ mutant }) => mutant.kind);
    expect(reached).toEqual(expect.arrayContaining(['policy reads all', 'policy writes all', 'policy beside it', 'row security off', 'reference dropped']));
  }, 120_000);

  it('a change that nobody notices is reported as one (planted)', async () => {
    const harmless = { kind: 'remark', table: null, says: 'a remark', sql: "comment on table app.roles is 'nothing'" };
    const [result] = await tryMutants(world.api.database, { a: world.a.tenantId, b: world.b.tenantId }, [harmless]);
    expect(result && isNoticed(result)).toBe(false);
  }, 60_000);
});
