import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deactivateMember, listMembers, setManager } from '@countersign/contracts/members';
import { showMember } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const joined = async (name: string) => memberIdOf(world.company, await world.company.join(name, ['requester']));
const manage = (memberId: string, managerId: string | null) => world.company.admin.call(setManager, { params: { memberId }, body: { manager: managerId === null ? null : { memberId: managerId } } });
let turn = 0;
const ready = async () => {
  const { company } = world;
  const managerId = await memberIdOf(company, (turn += 1) % 2 === 0 ? company.finance : company.budgetOwner);
  return { by: company.admin, input: { params: { memberId: await memberIdOf(company, company.requester) }, body: { manager: { memberId: managerId } } } };
};
holdsItsContract({ operation: setManager, world: () => world, ready });

describe('200', () => {
  it('says who it is and takes it back, and the chain goes up to the top, over somebody who was removed (row:A1)', async () => {
    const { company } = world;
    const [ana, ben, cem] = [await joined('Ana'), await joined('Ben'), await joined('Cem')];
    expect((await manage(ana, ben)).manager).toEqual({ memberId: ben, name: 'Ben' });
    await manage(ben, cem);
    await company.admin.call(deactivateMember, { params: { memberId: ben }, body: {} });
    const { data } = await company.admin.call(showMember, { query: { memberId: ana } });
    expect(data.managers).toEqual([{ memberId: ben, name: 'Ben', isRemoved: true }, { memberId: cem, name: 'Cem', isRemoved: false }]);
    expect((await manage(ana, null)).manager).toBeNull();
    expect((await company.admin.call(listMembers, { query: { limit: '100' } })).items.find(({ id }) => id === ana)?.manager).toBeNull();
  });
});

describe('409', () => {
  it('refuses a loop by name, however long, and oneself', async () => {
    const [ana, ben, cem] = [await joined('Ana'), await joined('Ben'), await joined('Cem')];
    await manage(ana, ben);
    await manage(ben, cem);
    const by = { by: world.company.admin };
    const loop = await expectRefusal(world, setManager, { params: { memberId: cem }, body: { manager: { memberId: ana } } }, by, 'manager_loop');
    expect(loop.json.detail).toBe('Ana answers to Ben, who answers to Cem: Cem cannot answer to Ana. Nothing was changed.');
    await expectRefusal(world, setManager, { params: { memberId: ana }, body: { manager: { memberId: ana } } }, by, 'manager_loop');
  });

  it('makes no loop where two become each other\'s manager at once, 10 times', async () => {
    const { company, api, twin } = world;
    const [first, second] = [await joined('First'), await joined('Second')];
    for (let round = 0; round < 10; round += 1) {
      const set = (memberId: string, managerId: string, baseUrl: string) => sendRaw(baseUrl, setManager, { params: { memberId }, body: { manager: { memberId: managerId } } }, { by: company.admin });
      const answers = await Promise.all([set(first, second, api.baseUrl), set(second, first, twin.baseUrl)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      await manage(first, null);
      await manage(second, null);
    }
  });
});

describe('422', () => {
  it('refuses a manager who is no member here: of another company, or removed (row:F1)', async () => {
    const { company, foreigner } = world;
    const gone = await joined('Gone');
    await company.admin.call(deactivateMember, { params: { memberId: gone }, body: {} });
    const theirs = await world.api.database.look<{ id: string }>('select id from app.members where email = $1', [foreigner.email]);
    const { input } = await ready();
    for (const managerId of [gone, theirs[0]?.id, crypto.randomUUID()]) await expectRefusal(world, setManager, { ...input, body: { manager: { memberId: managerId } } }, { by: company.admin }, 'member_unknown');
  });
});
