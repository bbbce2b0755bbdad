import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { cancelRequest, getRequest } from '@countersign/contracts/requests';
import { showNotifications, showRequest } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const ready = async () => ({ by: world.company.admin, input: { params: { requestId: (await world.company.submit()).id }, body: { reason: 'The project was stopped' } } });
holdsItsContract({ operation: cancelRequest, world: () => world, ready });

describe('201', () => {
  it('ends the request for its requester, and says who and why, in this company alone (row:A6 row:E1 row:F1)', async () => {
    const { by, input } = await ready();
    expect(await by.call(cancelRequest, input)).toMatchObject({ status: 'cancelled' });
    const seen = await world.company.requester.call(getRequest, { params: input.params });
    expect([seen.status, seen.waitingOn, seen.tasks.map(({ status }) => status), seen.effects]).toEqual(['cancelled', null, ['withdrawn'], []]);
    const { timeline } = (await world.company.requester.call(showRequest, { query: { requestId: input.params.requestId } })).data;
    expect(timeline.map(({ what, note }) => [what, note])).toContainEqual(['The request was cancelled', 'The project was stopped']);
    const entries = async (person: typeof by) => (await person.call(listAuditEntries, { query: { subjectId: input.params.requestId } })).items.filter(({ action }) => action === 'request.cancelled').map(({ reason }) => reason);
    expect([await entries(by), await entries(world.foreigner)]).toEqual([['The project was stopped'], []]);
  });
});

it('tells whoever signed before it was cancelled (row:A6)', async () => {
  const { company } = world;
  const { id: requestId } = await company.submit({ title: 'Chairs', amount: { amount: '12400.00', currency: 'EUR' } });
  await company.decide(company.budgetOwner, requestId, 'approve');
  await company.admin.call(cancelRequest, { params: { requestId }, body: { reason: 'The project was stopped' } });
  const told = async (by: typeof company.admin) => (await by.call(showNotifications, {})).data.rows.filter(({ request, kind }) => request.id === requestId && kind === 'cancelled').length;
  expect(await Promise.all([company.budgetOwner, company.requester, company.admin].map(told))).toEqual([1, 1, 0]);
});

describe('409', () => {
  it('refuses what has ended (row:A6)', async () => {
    const { by, input } = await ready();
    await by.call(cancelRequest, input);
    await expectRefusal(world, cancelRequest, input, { by }, 'request_closed');
  });
});

describe('422', () => {
  it('asks for a reason that says something (row:A6)', async () => {
    const { by, input } = await ready();
    await expectRefusal(world, cancelRequest, { ...input, body: { reason: '  ' } }, { by }, 'reason_required');
  });
});
