import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCalendar, listCalendars } from '@countersign/contracts/calendars';
import { expectRefusal, founderOf, holdsItsContract, openHttpWorld, pointersOf, sendRaw, workingTime, workingWeek, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

let count = 0;
const ready = () => ({ by: world.company.admin, input: { body: { ...workingWeek(`Office ${(count += 1)}`), isDefault: true } } });
holdsItsContract({ operation: createCalendar, world: () => world, ready });

const defaultsOf = async (by: { call: HttpWorld['foreigner']['call'] }) => (await by.call(listCalendars, { query: {} })).items.filter(({ isDefault }) => isDefault).map(({ name }) => name);

describe('201', () => {
  it('keeps the calendar as it was said, for this company and no other; the first is the default, asked for or not (row:A10 row:F1)', async () => {
    const founder = await founderOf(world.api, 'Cinder');
    const body = { ...workingWeek(' Berlin '), week: { ...workingTime.week, friday: [{ from: '09:00', to: '12:00' }, { from: '12:00', to: '24:00' }] } };
    const made = await founder.call(createCalendar, { body });
    expect(made).toEqual({ ...body, name: 'Berlin', isDefault: true, id: made.id, changedAt: made.changedAt });
    expect((await founder.call(listCalendars, { query: {} })).items).toEqual([made]);
    expect((await world.foreigner.call(listCalendars, { query: {} })).items).toEqual([]);
    const entries = await world.api.database.look("select convert_from(canonical, 'UTF8')::jsonb->'after' as after from app.audit_entries where subject_id = $1", [made.id]);
    expect(entries).toEqual([{ after: expect.objectContaining({ name: 'Berlin', timeZone: 'Europe/Berlin', isDefault: true, holidays: ['2026-12-25'], week: expect.objectContaining({ friday: ['09:00–12:00', '12:00–24:00'], saturday: [] }) }) }]);
  });

  it('leaves exactly one default, also where two are made at once in two processes (row:A10)', async () => {
    const founder = await founderOf(world.api, 'Dune');
    const make = (baseUrl: string, name: string) => sendRaw(baseUrl, createCalendar, { body: { ...workingWeek(name), isDefault: true } }, { by: founder });
    const answers = await Promise.all([make(world.api.baseUrl, 'First'), make(world.twin.baseUrl, 'Second'), make(world.api.baseUrl, 'Third')]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await defaultsOf(founder)).toHaveLength(1);
    await founder.call(createCalendar, { body: { ...workingWeek('Fourth'), isDefault: true } });
    await founder.call(createCalendar, { body: workingWeek('Fifth') });
    expect(await defaultsOf(founder)).toEqual(['Fourth']);
  });
});

describe('409', () => {
  it('refuses a name that is taken here, and takes it in another company (row:F1)', async () => {
    const { admin } = world.company;
    await admin.call(createCalendar, { body: workingWeek('Branch') });
    await expectRefusal(world, createCalendar, { body: workingWeek('Branch') }, { by: admin }, 'name_taken');
    await expect(world.foreigner.call(createCalendar, { body: workingWeek('Branch') })).resolves.toMatchObject({ name: 'Branch' });
  });
});

describe('422', () => {
  it('refuses a calendar that nothing could be counted by, and says everything wrong with it (row:A10)', async () => {
    const { week } = workingTime;
    const none = Object.fromEntries(Object.keys(week).map((weekday) => [weekday, []]));
    const refused = async (body: object) => pointersOf(await expectRefusal(world, createCalendar, { body: { ...workingWeek('Odd'), ...body } }, { by: world.company.admin }, 'invalid_input'));
    expect(await refused({ week: none })).toEqual(['/body/week']);
    expect(await refused({ week: { ...none, monday: [{ from: '09:00', to: '09:59' }] } })).toEqual(['/body/week']);
    expect(await refused({ timeZone: 'Europe/Atlantis' })).toEqual(['/body/timeZone']);
    expect(await refused({ timeZone: '+02:00' })).toEqual(['/body/timeZone']);
    expect(await refused({ week: { ...week, monday: [{ from: '13:00', to: '17:00' }, { from: '08:00', to: '12:00' }], tuesday: [{ from: '22:00', to: '06:00' }], friday: [{ from: '09:00', to: '12:00' }, { from: '11:00', to: '15:00' }] } })).toEqual(['/body/week/monday/1', '/body/week/tuesday/0', '/body/week/friday/1']);
    expect(await refused({ holidays: [{ date: '2027-02-29', name: 'No such day' }, { date: '2028-02-29', name: 'A day' }, { date: '2028-02-29', name: 'Again' }] })).toEqual(['/body/holidays/0/date', '/body/holidays/2/date']);
    for (const hours of [[{ from: '24:00', to: '24:00' }], [{ from: '9:00', to: '17:00' }], [{ from: '09:00', to: '24:30' }]]) expect((await refused({ week: { ...week, monday: hours } }))[0]).toMatch('/body/week/monday/0');
  });
});
