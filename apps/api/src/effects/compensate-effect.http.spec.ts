import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { compensateEffect, getEffect, previewCompensation } from '@countersign/contracts/effects';
import { getRequest } from '@countersign/contracts/requests';
import { showRequest } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, jobsOf, openHttpWorld, orderFlow, sendRaw, stoppedOrder, type HttpWorld, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
beforeAll(async () => {
  world = await openHttpWorld();
  flow = await orderFlow(world.company);
}, 120_000);
afterAll(() => world.close());
const stopped = (state?: 'failed' | 'unknown' | 'parked') => stoppedOrder(world.api.database, world.company, flow, state);
async function inputOf(effectId = '', reason = 'The vendor is closed') {
  const { shown } = await world.company.admin.call(previewCompensation, { params: { effectId } });
  return { params: { effectId }, body: { reason, shown } };
}
holdsItsContract({ operation: compensateEffect, world: () => world, ready: async () => ({ by: world.company.admin, input: await inputOf((await stopped()).effects['send']) }) });
const statesOf = async (requestId: string) => (await world.company.admin.call(getRequest, { params: { requestId } })).effects.map(({ stepId, state, undoesId }) => `${undoesId === null ? '' : 'undo '}${stepId} ${state}`).toSorted();

describe('201', () => {
  it.each([['send', 'failed'], ['send', 'parked'], ['send', 'unknown']] as const)('has what was carried out undone, the last first, from %s that is %s; who decided that and why stays, in this company alone (row:C4 row:A6 row:E1 row:F1)', async (step, state) => {
    const { requestId, effects } = await stopped(state);
    expect(await world.company.admin.call(compensateEffect, await inputOf(effects[step]))).toMatchObject({ requestId, compensation: 'compensating' });
    expect(await statesOf(requestId)).toEqual(['pay compensating', 'reserve compensating', 'send skipped', 'tell called_off', 'undo pay parked', 'undo reserve wanted']);
    expect(await world.company.admin.call(getEffect, { params: { effectId: effects[step] ?? '' } })).toMatchObject({ state: 'skipped', resolution: 'The vendor is closed', compensation: null, repairs: [] });
    // The first is a person's: whoever undoes it lets the next one go on.
    expect(await jobsOf(world.api.database, requestId)).toHaveLength(4);
    const entries = async (person: typeof world.foreigner) => (await person.call(listAuditEntries, { query: { subjectId: requestId } })).items.filter(({ action }) => action === 'request.compensation_begun').map(({ reason }) => reason);
    expect([await entries(world.company.admin), await entries(world.foreigner)]).toEqual([['The vendor is closed'], []]);
    const sheet = (await world.company.requester.call(showRequest, { query: { requestId } })).data;
    // The first is a person's by its step; the second comes after it.
    expect(sheet.stateLine).toBe('Undone: reserve is to be undone still, pay waits for a person');
    const way = new Map(sheet.flow.map(({ stepId, state: stands, effect }) => [stepId, [stands, effect?.word, effect?.text, effect?.effectId]]));
    expect(way.get('pay')).toEqual(['stopped', 'waits for a person', expect.stringMatching(/^Delivered to .*; a person has to undo it, and say so$/), effects['pay']]);
    expect(way.get('reserve')).toEqual(['current', 'being undone', expect.stringMatching(/^Delivered to .*, and is being undone, after Undo pay$/), effects['reserve']]);
    expect(way.get('tell')).toEqual(['skipped', 'called off', 'Not carried out any more', effects['tell']]);
    expect(sheet.timeline.map(({ who, what, note }) => [who, what, note])).toContainEqual([expect.any(String), 'had what was carried out undone', 'The vendor is closed']);
  });

  it('says of a step behind one that stopped what it waits for, and not that it is on its way (row:A2 row:C4)', async () => {
    const { requestId } = await stopped();
    const { flow: way } = (await world.company.requester.call(showRequest, { query: { requestId } })).data;
    expect(way.filter(({ kind }) => kind === 'effect').map(({ state, effect }) => [state, effect?.word, effect?.text.replace(/ to .*/, '')])).toEqual([
      ['done', 'done', 'Delivered'], ['done', 'done', 'Delivered'], ['stopped', 'stopped', 'Not delivered'], ['current', 'waits', 'Waits for send'],
    ]);
  });

  it('waits for an effect of which nobody knows, where it is decided about another one (row:C2 row:C4)', async () => {
    const { requestId, effects: { pay } } = await stopped('unknown');
    expect(await world.company.admin.call(compensateEffect, await inputOf(pay))).toMatchObject({ compensation: 'waiting' });
    expect(await statesOf(requestId)).toEqual(['pay succeeded', 'reserve succeeded', 'send unknown', 'tell called_off']);
    expect((await world.company.requester.call(showRequest, { query: { requestId } })).data.stateLine).toBe('Undone: what was carried out is undone once nothing is under way any more');
  });
});

describe('403', () => {
  it('is for who may undo requests (row:F2)', async () => {
    await expectRefusal(world, compensateEffect, await inputOf((await stopped()).effects['send']), { by: world.company.auditor }, 'permission_denied');
  });
});

describe('404', () => {
  it('knows no effect of another company (row:F1)', async () => {
    await expectRefusal(world, compensateEffect, await inputOf((await stopped()).effects['send']), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('counts once of two who press at once, and does nothing the second time (row:C4)', async () => {
    const by = world.company.admin;
    const { requestId, effects: { send, pay } } = await stopped();
    const [one, other] = [await inputOf(send), await inputOf(pay)];
    const answers = await Promise.all([sendRaw(world.api.baseUrl, compensateEffect, one, { by }), sendRaw(world.twin.baseUrl, compensateEffect, other, { by })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    for (const input of [one, other]) await expectRefusal(world, compensateEffect, input, { by }, 'not_waiting');
    expect((await statesOf(requestId)).filter((state) => state.startsWith('undo'))).toHaveLength(2);
  });

  it('refuses what would do something else than was shown (row:A7 row:C4)', async () => {
    const { effects: { send, tell } } = await stopped();
    const input = await inputOf(send);
    await world.api.database.look("update app.effects set state = 'running', attempts = 1, lease_until = now() + interval '1 hour' where id = $1", [tell]);
    await expectRefusal(world, compensateEffect, input, { by: world.company.admin }, 'effect_changed');
  });
});

describe('422', () => {
  it('wants a reason (row:C4)', async () => {
    await expectRefusal(world, compensateEffect, await inputOf((await stopped()).effects['send'], ' '), { by: world.company.admin }, 'reason_required');
  });
});
