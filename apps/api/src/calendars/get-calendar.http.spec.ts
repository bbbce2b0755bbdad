import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCalendar, getCalendar, listCalendars } from '@countersign/contracts/calendars';
import { holdsItsContract, openHttpWorld, workingWeek, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

let count = 0;
const ready = async () => ({ by: world.company.admin, input: { params: { calendarId: (await world.company.admin.call(createCalendar, { body: workingWeek(`Calendar ${(count += 1)}`) })).id } } });
holdsItsContract({ operation: getCalendar, world: () => world, ready });

describe('200', () => {
  it('shows one calendar as the list shows it (row:D4)', async () => {
    const { by, input } = await ready();
    const { items } = await by.call(listCalendars, { query: {} });
    expect(items).toContainEqual(await by.call(getCalendar, input));
  });
});
