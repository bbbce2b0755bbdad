import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDelegation, endDelegation } from '@countersign/contracts/delegations';
import { expectRefusal, holdsItsContract, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';
import { delegationTo, memberIdOf } from '@countersign/testing/authorization';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const ready = async () => {
  const by = await world.company.join('Coming back', ['approver']);
  const { id } = await by.call(createDelegation, { body: delegationTo(await memberIdOf(world.company.finance)) });
  return { by, input: { params: { delegationId: id } } };
};
holdsItsContract({ operation: endDelegation, world: () => world, ready });

describe('200', () => {
  it('may be ended by either of the two and by an administrator (row:A9)', async () => {
    for (const by of [world.company.finance, world.company.admin, null]) {
      const { by: principal, input } = await ready();
      expect(await (by ?? principal).call(endDelegation, input)).toMatchObject({ state: 'over', mayEnd: false });
    }
  });
});

describe('404', () => {
  it('is not there for a colleague who has no part in it (row:F2)', async () => {
    const { input } = await ready();
    await expectRefusal(world, endDelegation, input, { by: world.company.budgetOwner }, 'not_found');
  });
});

describe('409', () => {
  it('ends once, of many at once, and not after its time (row:A9)', async () => {
    const { by, input } = await ready();
    const answers = await Promise.all([world.api, world.twin, world.api].map(({ baseUrl }) => sendRaw(baseUrl, endDelegation, input, { by })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const over = await ready();
    await world.api.database.look("update app.delegations set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' where id = $1", [over.input.params.delegationId]);
    await expectRefusal(world, endDelegation, over.input, { by: over.by }, 'delegation_over');
  });
});
