import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCalendar, deleteCalendar, listCalendars } from '@countersign/contracts/calendars';
import { expectRefusal, holdsItsContract, openHttpWorld, workingWeek, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let defaultId = '';
beforeAll(async () => {
  world = await openHttpWorld();
  defaultId = (await world.company.admin.call(createCalendar, { body: workingWeek('Head office') })).id;
}, 120_000);
afterAll(() => world.close());

let count = 0;
const ready = async () => ({ by: world.company.admin, input: { params: { calendarId: (await world.company.admin.call(createCalendar, { body: workingWeek(`Branch ${(count += 1)}`) })).id } } });
holdsItsContract({ operation: deleteCalendar, world: () => world, ready });

describe('200', () => {
  it('is gone, and what it was stands in the audit (row:A10 row:E1)', async () => {
    const { by, input } = await ready();
    await by.call(deleteCalendar, input);
    expect((await by.call(listCalendars, { query: { limit: '100' } })).items.map(({ id }) => id)).not.toContain(input.params.calendarId);
    const entries = await world.api.database.look("select convert_from(canonical, 'UTF8')::jsonb#>>'{before,timeZone}' as zone from app.audit_entries where subject_id = $1 and action = 'calendar.deleted'", [input.params.calendarId]);
    expect(entries).toEqual([{ zone: 'Europe/Berlin' }]);
  });
});

describe('409', () => {
  it('refuses the default, by which everything is counted that names none (row:A10)', async () => {
    const answer = await expectRefusal(world, deleteCalendar, { params: { calendarId: defaultId } }, { by: world.company.admin }, 'calendar_in_use');
    expect(answer.json.detail).toContain('Make another the default first');
  });
});
