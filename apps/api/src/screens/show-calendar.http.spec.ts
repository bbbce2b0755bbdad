import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCalendar, previewSpans, previewWorkingTime, type CalendarView } from '@countersign/contracts/calendars';
import { showCalendar } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, openHttpWorld, workingTime, workingWeek, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let calendar: CalendarView;
let other: CalendarView;
beforeAll(async () => {
  world = await openHttpWorld();
  calendar = await world.company.admin.call(createCalendar, { body: workingWeek('Berlin') });
  other = await world.company.admin.call(createCalendar, { body: workingWeek('Branch') });
}, 120_000);
afterAll(() => world.close());

const input = () => ({ query: { calendarId: calendar.id } });
holdsItsContract({ operation: showCalendar, world: () => world, ready: () => ({ by: world.company.auditor, input: input() }) });

describe('200', () => {
  it('draws a calendar with what would be due by it now, as the preview counts it; and an empty sheet for a new one (row:A10)', async () => {
    const { admin, auditor } = world.company;
    const { data } = await admin.call(showCalendar, input());
    expect(data).toMatchObject({ calendar, week: 'Mon–Fri 09:00–17:00', define: { allowed: true }, remove: { allowed: false, because: 'It is the default: make another the default first.' } });
    expect(data.preview).toEqual(await admin.call(previewWorkingTime, { body: { ...workingTime, from: data.preview?.from ?? '', spans: [...previewSpans] } }));
    expect((await admin.call(showCalendar, { query: { calendarId: other.id } })).data.remove.allowed).toBe(true);
    expect((await auditor.call(showCalendar, { query: { calendarId: other.id } })).data).toMatchObject({ define: { allowed: false }, remove: { allowed: false } });
    expect((await admin.call(showCalendar, { query: {} })).data).toMatchObject({ calendar: null, preview: null, week: '' });
    expect(data.zones).toEqual(expect.arrayContaining(['UTC', 'Europe/Berlin', 'Australia/Lord_Howe']));
  });
});

describe('404', () => {
  it('knows no calendar of another company (row:F1)', async () => {
    const foreign = await expectRefusal(world, showCalendar, input(), { by: world.foreigner }, 'not_found');
    const unknown = await expectRefusal(world, showCalendar, { query: { calendarId: crypto.randomUUID() } }, { by: world.foreigner }, 'not_found');
    expect(foreign.text).toBe(unknown.text);
  });
});
