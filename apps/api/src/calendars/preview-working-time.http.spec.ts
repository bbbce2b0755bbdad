import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { previewWorkingTime } from '@countersign/contracts/calendars';
import { expectRefusal, holdsItsContract, openHttpWorld, pointersOf, workingTime, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const body = { ...workingTime, from: '2026-12-23T14:00:00.000Z', spans: [{ workingHours: 3 }, { workingDays: 3 }] };
holdsItsContract({ operation: previewWorkingTime, world: () => world, ready: () => ({ by: world.company.auditor, input: { body } }) });

describe('200', () => {
  it('counts by the calendar that is sent, over a holiday and a weekend, and says it in its time zone (row:A10)', async () => {
    const { admin } = world.company;
    expect(await admin.call(previewWorkingTime, { body })).toEqual({ from: body.from, ends: [{ at: '2026-12-24T09:00:00.000Z', text: 'Thu 24 December 2026, 10:00' }, { at: '2026-12-29T16:00:00.000Z', text: 'Tue 29 December 2026, 17:00' }] });
    const elsewhere = await admin.call(previewWorkingTime, { body: { ...body, timeZone: 'Asia/Tokyo' } });
    expect(elsewhere.ends[0]).toEqual({ at: '2026-12-24T03:00:00.000Z', text: 'Thu 24 December 2026, 12:00' });
  });

  it('begins now where nothing else is said (row:A10)', async () => {
    const { from, ends } = await world.company.admin.call(previewWorkingTime, { body: { ...workingTime, spans: [{ workingDays: 1 }] } });
    expect(Math.abs(Date.parse(from) - Date.now())).toBeLessThan(60_000);
    expect(Date.parse(ends[0]?.at ?? '')).toBeGreaterThan(Date.parse(from));
  });
});

describe('422', () => {
  it('refuses to count by a calendar without working time, and spans of nothing or without an end (row:A10)', async () => {
    const week = { ...workingTime.week, monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] };
    const refused = async (change: object) => pointersOf(await expectRefusal(world, previewWorkingTime, { body: { ...body, ...change } }, { by: world.company.admin }, 'invalid_input'));
    expect(await refused({ week })).toEqual(['/body/week']);
    for (const span of [{ workingHours: 0 }, { workingHours: 1001 }, { workingDays: 251 }, { workingDays: 1.5 }, { days: 1 }, {}]) expect((await refused({ spans: [span] }))[0]).toMatch('/body/spans/0');
  });
});
