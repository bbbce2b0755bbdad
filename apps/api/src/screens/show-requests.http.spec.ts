import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, type InputOf } from '@countersign/contracts/platform';
import { listRequests, reviseRequest, withdrawRequest } from '@countersign/contracts/requests';
import { showRequests } from '@countersign/contracts/screens';
import { addFlow, approvalBy, expectRefusal, holdsItsContract, openHttpWorld, payEffect, type HttpWorld, type Person } from '@countersign/testing';

type Query = InputOf<typeof showRequests>['query'];
let world: HttpWorld;
let colleague: Person;
let digests: string[];
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  colleague = await company.join('Zoë Colleague', ['requester']);
  const lights = await company.submit({ title: 'Bühnenlicht für Berlin', amount: { amount: '12400.5', currency: 'EUR' } });
  const chairs = await company.submit({ title: 'Office chairs', amount: { amount: '900', currency: 'CHF' } }, colleague);
  const ended = await company.submit({ title: 'Stage curtains', amount: { amount: '50.00', currency: 'EUR' } });
  await company.requester.call(withdrawRequest, { params: { requestId: ended.id }, body: {} });
  digests = [lights.revisionDigest, chairs.revisionDigest];
}, 120_000);
afterAll(() => world.close());

holdsItsContract({ operation: showRequests, world: () => world, ready: () => ({ by: world.company.auditor, input: { query: { q: 'stage' } } }) });

const titles = async (query: Query, by = world.company.auditor) => (await by.call(showRequests, { query })).data.rows.map(({ title }) => title);

describe('200', () => {
  it('shows the newest first, the same as the public API, with what it can be narrowed to (row:J1)', async () => {
    const { auditor } = world.company;
    const screen = await auditor.call(showRequests, { query: {} });
    expect(screen.data.rows).toEqual((await auditor.call(listRequests, { query: {} })).items);
    expect(screen.data.rows.map(({ title }) => title)).toEqual(['Stage curtains', 'Office chairs', 'Bühnenlicht für Berlin']);
    expect(screen.data.requestTypes.map(({ name }) => name)).toEqual(['Purchase order']);
  });

  it.each([
    ['buhnen', ['Bühnenlicht für Berlin']],
    ['BERLIN bühne', ['Bühnenlicht für Berlin']],
    ['#2', ['Office chairs']],
    ['12,400.50', ['Bühnenlicht für Berlin']],
    ['chf', ['Office chairs']],
    ['zoe', ['Office chairs']],
    ['purchase', ['Stage curtains', 'Office chairs', 'Bühnenlicht für Berlin']],
    ['purchase licht', []],
    ['%', []],
    ["' or true --", []],
  ])('finds by the beginnings of words: %j (row:J3)', async (q, found) => {
    expect(await titles({ q })).toEqual(found);
  });

  it('finds by the code that the sheet shows, of former versions too, and by what the newest version says only (row:J3 row:A4)', async () => {
    const { company } = world;
    const flow = await addFlow(company, 'Travel', [approvalBy(company, 'Finance'), payEffect(company)]);
    const { id, revisionDigest } = await flow.submit({ title: 'Lisbon', amount: { amount: '10.00', currency: 'EUR' } });
    const revised = await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: { title: 'Porto', amount: { amount: '11.00', currency: 'EUR' } } } });
    for (const digest of [revisionDigest, revised.revisionDigest]) expect(await titles({ q: codeOf(digest).toLowerCase() })).toEqual(['Porto']);
    expect([await titles({ q: 'lisbon' }), await titles({ q: 'porto' }), await titles({ q: '11.00' })]).toEqual([[], ['Porto'], ['Porto']]);
    expect(await titles({ requestTypeId: flow.requestTypeId })).toEqual(['Porto']);
  });

  it('narrows by state, requester and age, together (row:J1)', async () => {
    const { requester } = world.company;
    expect(await titles({ status: 'withdrawn' })).toEqual(['Stage curtains']);
    expect(await titles({ requester: 'me', q: 'purchase' }, colleague)).toEqual(['Office chairs']);
    expect(await titles({ requester: 'me', status: 'withdrawn', q: 'stage', withinDays: '7' }, requester)).toEqual(['Stage curtains']);
    await world.api.database.look("update app.requests set created_at = created_at - interval '8 days' where title = 'Office chairs'");
    expect([await titles({ withinDays: '7', q: 'chairs' }), await titles({ withinDays: '30', q: 'chairs' })]).toEqual([[], ['Office chairs']]);
  });

  it('shows by search nothing that may not be opened, and nothing of another company (row:F1 row:F2)', async () => {
    expect(await titles({ q: 'purchase' }, colleague)).toEqual(['Office chairs']);
    for (const q of ['purchase', '#1', ...digests.map((digest) => codeOf(digest))]) expect(await titles({ q }, world.foreigner)).toEqual([]);
    expect((await world.foreigner.call(showRequests, { query: {} })).data.requestTypes).toEqual([]);
  });

  it('says where each may go, by what they may (row:F2)', async () => {
    const { admin, requester, budgetOwner } = world.company;
    const placesOf = async (by: Person) => (await by.call(showRequests, { query: {} })).nav.places;
    expect([await placesOf(admin), await placesOf(requester), await placesOf(budgetOwner)]).toEqual([['inbox', 'notifications', 'requests', 'submit', 'workflows', 'audit', 'effects', 'connections', 'webhooks', 'people', 'start'], ['inbox', 'notifications', 'requests', 'submit'], ['inbox', 'notifications', 'requests']]);
  });
});

describe('422', () => {
  it('refuses what cannot be asked (row:F6)', async () => {
    for (const query of [{ q: 'x'.repeat(201) }, { q: 'a\u0000' }, { status: 'lost' }, { requester: 'you' }, { requestTypeId: '1' }, { withinDays: '8' }, { cursor: 'not ours' }]) await expectRefusal(world, showRequests, { query }, { by: world.company.auditor }, 'invalid_input');
  });
});
