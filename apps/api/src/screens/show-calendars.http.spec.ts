import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCalendar } from '@countersign/contracts/calendars';
import { showCalendars } from '@countersign/contracts/screens';
import { holdsItsContract, openHttpWorld, workingWeek, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
const today = new Date().toISOString().slice(0, 10);
const dayFrom = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
beforeAll(async () => {
  world = await openHttpWorld();
  const holidays = [9, -9, 5, 7, 30].map((days) => ({ date: dayFrom(days), name: `In ${days} days` }));
  await world.company.admin.call(createCalendar, { body: { ...workingWeek('Berlin'), holidays } });
  await world.company.admin.call(createCalendar, { body: { ...workingWeek('Austin'), timeZone: 'America/Chicago', holidays: [] } });
}, 120_000);
afterAll(() => world.close());

holdsItsContract({ operation: showCalendars, world: () => world, ready: () => ({ by: world.company.auditor, input: {} }) });

describe('200', () => {
  it('says of each when it works and its next three holidays in order, and nothing of another company (row:A10 row:F1)', async () => {
    const { data } = await world.company.admin.call(showCalendars, { query: {} });
    expect(data.calendars.items).toEqual([
      expect.objectContaining({ name: 'Austin', isDefault: false, timeZone: 'America/Chicago', week: 'Mon–Fri 09:00–17:00', holidays: [] }),
      expect.objectContaining({ name: 'Berlin', isDefault: true, holidays: [5, 7, 9].map((days) => ({ date: dayFrom(days), name: `In ${days} days` })) }),
    ]);
    expect(data.define.allowed).toBe(true);
    expect((await world.company.auditor.call(showCalendars, { query: {} })).data.define.allowed).toBe(false);
    expect((await world.foreigner.call(showCalendars, { query: {} })).data.calendars.items).toEqual([]);
  });
});
