import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession } from '@countersign/contracts/identity';
import { setManager } from '@countersign/contracts/members';
import { showMember } from '@countersign/contracts/screens';
import { expectRefusal, founderOf, holdsItsContract, memberIdOf, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const ready = async () => ({ by: world.company.auditor, input: { query: { memberId: await memberIdOf(world.company, world.company.requester) } } });
holdsItsContract({ operation: showMember, world: () => world, ready });

describe('200', () => {
  it('says what somebody can do and by which roles, and what nobody gave them', async () => {
    const { company } = world;
    const member = await company.join('Two hats', ['requester', 'Finance']);
    const { data } = await company.admin.call(showMember, { query: { memberId: await memberIdOf(company, member) } });
    const all = data.can.flatMap(({ permissions }) => permissions);
    expect(all.find(({ permission }) => permission === 'request.read')?.via).toEqual(['Finance', 'requester']);
    expect(all.find(({ permission }) => permission === 'task.decide')?.via).toEqual(['Finance']);
    expect(all.find(({ permission }) => permission === 'audit.read')?.via).toEqual([]);
    expect((await member.call(getSession, {})).permissions).toEqual(all.filter(({ via }) => via.length > 0).map(({ permission }) => permission).sort());
    expect(data.roles.filter(({ held }) => held).map(({ name }) => name)).toEqual(['Finance', 'requester']);
  });

  it('says what removing them would do, and why the last administrator cannot be removed (row:F2)', async () => {
    const { company } = world;
    await company.submit();
    const { data } = await company.admin.call(showMember, { query: { memberId: await memberIdOf(company, company.budgetOwner) } });
    expect(data.remove).toMatchObject({ allowed: true, effects: expect.arrayContaining([expect.stringContaining('One task waits for them')]) });
    const founder = await founderOf(world.api, 'Single');
    const own = await founder.call(showMember, { query: { memberId: (await founder.call(getSession, {})).activeMemberId ?? '' } });
    expect(own.data).toMatchObject({ isYou: true, remove: { allowed: false, because: expect.stringContaining('Nobody could administer roles') } });
    expect((await company.auditor.call(showMember, (await ready()).input)).data).toMatchObject({ assign: { allowed: false }, remove: { allowed: false, effects: [] } });
  });
});

describe('200 for who could be their manager', () => {
  it('finds them by what is looked for, leaves out themselves and those below, and shows nobody to who may not say', async () => {
    const { company } = world;
    const [ana, ben] = [await memberIdOf(company, await company.join('Ana Above', ['requester'])), await memberIdOf(company, await company.join('Ben Below', ['requester']))];
    await company.admin.call(setManager, { params: { memberId: ben }, body: { manager: { memberId: ana } } });
    const choices = async (memberId: string, managerSearch: string, by = company.admin) => (await by.call(showMember, { query: { memberId, managerSearch } })).data.managerChoices.map(({ name }) => name);
    expect(await choices(ben, 'ana ab')).toEqual(['Ana Above']);
    expect(await choices(ana, 'ben be')).toEqual([]);
    expect(await choices(ana, 'ana ab')).toEqual([]);
    expect(await choices(ben, 'ana ab', company.auditor)).toEqual([]);
    const { data } = await company.auditor.call(showMember, { query: { memberId: ana } });
    expect(data.reports).toEqual([{ memberId: ben, name: 'Ben Below' }]);
  });
});

describe('404', () => {
  it('knows no member of another company (row:F1)', async () => {
    const { input } = await ready();
    const foreign = await expectRefusal(world, showMember, input, { by: world.foreigner }, 'not_found');
    const unknown = await expectRefusal(world, showMember, { query: { memberId: crypto.randomUUID() } }, { by: world.foreigner }, 'not_found');
    expect(foreign.text).toBe(unknown.text);
  });
});
