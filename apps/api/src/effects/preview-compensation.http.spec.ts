import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getEffect, previewCompensation } from '@countersign/contracts/effects';
import { expectRefusal, holdsItsContract, openHttpWorld, orderFlow, stoppedOrder, type HttpWorld, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
beforeAll(async () => {
  world = await openHttpWorld();
  flow = await orderFlow(world.company);
}, 120_000);
afterAll(() => world.close());
const stopped = (state?: 'failed' | 'unknown' | 'parked') => stoppedOrder(world.api.database, world.company, flow, state);
const inputOf = (effectId = '') => ({ params: { effectId } });
holdsItsContract({ operation: previewCompensation, world: () => world, ready: async () => ({ by: world.company.admin, input: inputOf((await stopped()).effects['send']) }) });

describe('200', () => {
  it('says what would be sent, what a person has to undo, and what is not carried out any more, the first to be undone first (row:C4 row:A6)', async () => {
    const { effects: { send, tell, pay, reserve } } = await stopped();
    const shown = await world.company.admin.call(previewCompensation, inputOf(send));
    expect(shown).toMatchObject({
      byPerson: 1,
      sentence: '2 effects would be undone, one after the other, the last first; 1 of them has to be undone by a person; 2 would not be carried out any more. The request would stand as reversed.',
      effects: [
        { effectId: tell, how: 'never_begun', text: 'tell was not begun, and will not be.' },
        { effectId: send, how: 'not_done', text: 'send was not carried out, and will not be: there is nothing to undo.' },
        { effectId: pay, how: 'person' },
        { effectId: reserve, how: 'http', text: expect.stringContaining('POST /releases is called at Bank') },
      ],
    });
    expect(await world.company.admin.call(previewCompensation, inputOf(send))).toEqual(shown);
  });

  it('is of an effect that was carried out, too, where another one of its request waits for a person (row:C4)', async () => {
    const { effects: { pay, send } } = await stopped('unknown');
    expect((await world.company.admin.call(previewCompensation, inputOf(pay))).effects.map(({ how }) => how)).toEqual(['never_begun', 'under_way', 'person', 'http']);
    // Of the one that nobody knows of, whoever decides says that it was not.
    expect((await world.company.admin.call(previewCompensation, inputOf(send))).effects.map(({ how }) => how)).toEqual(['never_begun', 'not_done', 'person', 'http']);
    expect((await world.company.admin.call(getEffect, inputOf(send))).compensation).toMatchObject({ allowed: true, meaning: expect.stringContaining('By this you say that this one was not carried out: look at Bank') });
    expect((await world.company.auditor.call(getEffect, inputOf(send))).compensation).toMatchObject({ allowed: false, reason: expect.stringContaining('the right to undo') });
  });
});

describe('403', () => {
  it('is for who may undo requests (row:F2)', async () => {
    await expectRefusal(world, previewCompensation, inputOf((await stopped()).effects['send']), { by: world.company.auditor }, 'permission_denied');
  });
});

describe('404', () => {
  it('knows no effect of another company (row:F1)', async () => {
    await expectRefusal(world, previewCompensation, inputOf((await stopped()).effects['send']), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('is not of what is still to come, nor of a request that nothing waits in (row:C4)', async () => {
    const { requestId, effects: { tell, pay, send } } = await stopped();
    await expectRefusal(world, previewCompensation, inputOf(tell), { by: world.company.admin }, 'not_waiting');
    await world.api.database.look("update app.effects set state = 'succeeded' where request_id = $1", [requestId]);
    for (const effectId of [pay, send]) await expectRefusal(world, previewCompensation, inputOf(effectId), { by: world.company.admin }, 'not_waiting');
    expect((await world.company.admin.call(getEffect, inputOf(pay))).compensation).toBeNull();
  });
});
