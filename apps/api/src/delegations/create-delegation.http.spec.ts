import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDelegation, endDelegation, listDelegations } from '@countersign/contracts/delegations';
import { expectRefusal, holdsItsContract, openHttpWorld, pointersOf, sendRaw, type HttpWorld, type Person } from '@countersign/testing';
import { delegationTo, memberIdOf } from '@countersign/testing/authorization';

let world: HttpWorld;
let financeId: string;
beforeAll(async () => {
  world = await openHttpWorld();
  financeId = await memberIdOf(world.company.finance);
}, 120_000);
afterAll(() => world.close());

const dayMs = 24 * 3600 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString();
const ready = async () => ({ by: await world.company.join('Leaving', ['approver']), input: { body: { ...delegationTo(financeId), limit: { amount: '5000.00', currency: 'EUR' }, requestTypeIds: [world.company.requestTypeId], reason: 'Parental leave' } } });
holdsItsContract({ operation: createDelegation, world: () => world, ready });

const from = async (by: Person, body: Record<string, unknown>) => ({ by, input: { body: { ...delegationTo(financeId), ...body } } });

describe('201', () => {
  it('is shown to both of them with what it is limited to, and to nobody else without the right to see members (row:A9)', async () => {
    const { by, input } = await ready();
    const made = await by.call(createDelegation, input);
    expect(made).toMatchObject({ state: 'on', mayEnd: true, limit: { amount: '5000.00', currency: 'EUR' }, requestTypes: [{ name: 'Purchase order' }], delegate: { memberId: financeId }, reason: 'Parental leave' });
    const ids = async (person: Person, query = {}) => (await person.call(listDelegations, { query })).items.map(({ id }) => id);
    expect(await ids(by)).toEqual([made.id]);
    expect(await ids(world.company.finance)).toContain(made.id);
    expect(await ids(world.company.admin)).not.toContain(made.id);
    expect(await ids(world.company.auditor, { memberId: made.principal.memberId })).toEqual([made.id]);
    expect(await ids(world.foreigner)).toEqual([]);
    await expectRefusal(world, listDelegations, { query: { memberId: made.principal.memberId } }, { by: world.company.requester }, 'permission_denied');
  });

  it('may be made for another by an administrator, who says why and is not put in that place (row:A9)', async () => {
    const { admin, requester } = world.company;
    const principalId = await memberIdOf((await ready()).by);
    const body = { ...delegationTo(financeId), principalId };
    await expectRefusal(world, createDelegation, { body }, { by: admin }, 'reason_required');
    await expectRefusal(world, createDelegation, { body: { ...body, reason: 'Ill' } }, { by: requester }, 'permission_denied');
    const decidingAdmin = await world.company.join('Deciding admin', ['admin', 'approver']);
    await expectRefusal(world, createDelegation, { body: { ...body, reason: 'Ill', delegateId: await memberIdOf(decidingAdmin) } }, { by: decidingAdmin }, 'delegate_unable');
    expect(await admin.call(createDelegation, { body: { ...body, reason: 'Ill' } })).toMatchObject({ principal: { memberId: principalId }, madeBy: { name: 'Admin of Acme' } });
  });
});

describe('422 for what cannot be kept', () => {
  it.each(['2027-02-29T00:00:00.000Z', '2027-04-31T00:00:00.000Z', '2027-01-01T24:00:00.000Z'])('refuses %s, which no calendar has (row:A9 row:L1)', async (time) => {
    const { by, input } = await from((await ready()).by, { endsAt: time });
    const refused = await expectRefusal(world, createDelegation, input as never, { by }, 'invalid_input');
    expect(pointersOf(refused)).toEqual(['/body/endsAt']);
  });

  it('refuses a limit below zero (row:A9)', async () => {
    const { by, input } = await from((await ready()).by, { limit: { amount: '-1.00', currency: 'EUR' } });
    const refused = await expectRefusal(world, createDelegation, input as never, { by }, 'invalid_input');
    expect(pointersOf(refused)).toEqual(['/body/limit/amount']);
  });
});

describe('409', () => {
  it('refuses a circle, of two and of three, while they overlap and not otherwise (row:A9)', async () => {
    const [a, b, c] = [(await ready()).by, (await ready()).by, (await ready()).by];
    const [aId, bId, cId] = [await memberIdOf(a), await memberIdOf(b), await memberIdOf(c)];
    await a.call(createDelegation, { body: delegationTo(bId) });
    await expectRefusal(world, createDelegation, { body: delegationTo(aId) }, { by: b }, 'delegation_loops');
    const second = await b.call(createDelegation, { body: delegationTo(cId) });
    await expectRefusal(world, createDelegation, { body: delegationTo(aId) }, { by: c }, 'delegation_loops');
    const later = await c.call(createDelegation, { body: { delegateId: aId, startsAt: inDays(2), endsAt: inDays(3) } });
    expect(later.state).toBe('coming');
    await b.call(endDelegation, { params: { delegationId: second.id } });
    await c.call(createDelegation, { body: delegationTo(aId) });

  });

  it('makes one of two that would close a circle at once, 10 times (row:A9)', async () => {
    const people = await Promise.all([ready(), ready()]);
    const [d, e] = [people[0].by, people[1].by];
    const [dId, eId] = [await memberIdOf(d), await memberIdOf(e)];
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all([sendRaw(world.api.baseUrl, createDelegation, { body: delegationTo(eId) }, { by: d }), sendRaw(world.twin.baseUrl, createDelegation, { body: delegationTo(dId) }, { by: e })]);
      expect(answers.map(({ status, json }) => (status === 201 ? 'made' : json.code)).sort()).toEqual(['delegation_loops', 'made']);
      const made = answers.findIndex(({ status }) => status === 201);
      await (made === 0 ? d : e).call(endDelegation, { params: { delegationId: String(answers[made]?.json.id) } });
    }
  });

  it('holds fifty of a member that are not over, and no more (row:F6)', async () => {
    const { by, input } = await ready();
    for (let index = 0; index < 50; index += 1) await by.call(createDelegation, input);
    await expectRefusal(world, createDelegation, input, { by }, 'delegations_full');
  }, 60_000);
});

describe('422', () => {
  it('refuses a span that is over, the wrong way round, longer than a year, or begins later than that, and says where (row:A9)', async () => {
    const { by } = await ready();
    const cases = [
      [{ startsAt: inDays(-2), endsAt: inDays(-1) }, '/body/endsAt'], [{ startsAt: inDays(2), endsAt: inDays(1) }, '/body/endsAt'], [{ startsAt: inDays(1), endsAt: inDays(1) }, '/body/endsAt'],
      [{ startsAt: inDays(0), endsAt: inDays(367) }, '/body/endsAt'], [{ startsAt: inDays(400), endsAt: inDays(401) }, '/body/startsAt'], [{ startsAt: '2026-13-45T00:00:00.000Z', endsAt: inDays(1) }, '/body/startsAt'],
    ] as const;
    for (const [span, pointer] of cases) expect(pointersOf(await expectRefusal(world, createDelegation, (await from(by, span)).input, { by }, 'invalid_input'))).toEqual([pointer]);
    expect(pointersOf(await expectRefusal(world, createDelegation, (await from(by, { delegateId: await memberIdOf(by) })).input, { by }, 'invalid_input'))).toEqual(['/body/delegateId']);
  });

  it('gives no rights: a delegate may decide already, or is refused (row:A9 row:F2)', async () => {
    const { by } = await ready();
    for (const unable of [world.company.requester, world.powerless, world.company.auditor]) {
      await expectRefusal(world, createDelegation, { body: delegationTo(await memberIdOf(unable)) }, { by }, 'delegate_unable');
    }
  });
});
