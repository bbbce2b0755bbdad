import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCalendar, listCalendars, updateCalendar } from '@countersign/contracts/calendars';
import { expectRefusal, holdsItsContract, openHttpWorld, pointersOf, sendRaw, workingWeek, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let calendarId = '';
beforeAll(async () => {
  world = await openHttpWorld();
  await world.company.admin.call(createCalendar, { body: workingWeek('Head office') });
  calendarId = (await world.company.admin.call(createCalendar, { body: workingWeek('Branch') })).id;
}, 120_000);
afterAll(() => world.close());

let count = 0;
const ready = () => ({ by: world.company.admin, input: { params: { calendarId }, body: { ...workingWeek(`Branch ${(count += 1)}`), timeZone: 'America/New_York' } } });
holdsItsContract({ operation: updateCalendar, world: () => world, ready });

const all = async () => (await world.company.admin.call(listCalendars, { query: {} })).items;
const defaults = async () => (await all()).filter(({ isDefault }) => isDefault).map(({ name }) => name);

describe('200', () => {
  it('replaces what was, takes the default over, and tells the audit before and after (row:A10 row:E1)', async () => {
    const { admin } = world.company;
    const body = { ...workingWeek('Lisbon'), timeZone: 'Europe/Lisbon', holidays: [], isDefault: true };
    const changed = await admin.call(updateCalendar, { params: { calendarId }, body });
    expect((await all()).find(({ id }) => id === calendarId)).toEqual(changed);
    expect(await defaults()).toEqual(['Lisbon']);
    const entries = await world.api.database.look<{ told: unknown }>("select jsonb_build_array(convert_from(canonical, 'UTF8')::jsonb#>'{before,timeZone}', convert_from(canonical, 'UTF8')::jsonb#>'{after,timeZone}') as told from app.audit_entries where subject_id = $1 order by id desc limit 1", [calendarId]);
    expect(entries).toEqual([{ told: ['America/New_York', 'Europe/Lisbon'] }]);
  });

  it('leaves exactly one default where two take it over at once in two processes (row:A10)', async () => {
    const { admin } = world.company;
    const made = await Promise.all(['Left', 'Right'].map((name) => admin.call(createCalendar, { body: workingWeek(name) })));
    const take = (baseUrl: string, at: number) => sendRaw(baseUrl, updateCalendar, { params: { calendarId: made[at]?.id ?? '' }, body: { ...workingWeek(`Taken ${at}`), isDefault: true } }, { by: admin });
    expect((await Promise.all([take(world.api.baseUrl, 0), take(world.twin.baseUrl, 1)])).map(({ status }) => status)).toEqual([200, 200]);
    expect(await defaults()).toHaveLength(1);
  });
});

describe('409', () => {
  it('refuses the name of another calendar (row:A10)', async () => {
    await world.company.admin.call(createCalendar, { body: workingWeek('Taken name') });
    await expectRefusal(world, updateCalendar, { params: { calendarId }, body: workingWeek('Taken name') }, { by: world.company.admin }, 'name_taken');
  });
});

describe('422', () => {
  it('leaves no company without a default, and no calendar without working time (row:A10)', async () => {
    const standing = (await all()).find(({ isDefault }) => isDefault);
    const params = { calendarId: standing?.id ?? '' };
    expect(pointersOf(await expectRefusal(world, updateCalendar, { params, body: workingWeek('No default') }, { by: world.company.admin }, 'invalid_input'))).toEqual(['/body/isDefault']);
    const week = { ...workingWeek('').week, monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] };
    expect(pointersOf(await expectRefusal(world, updateCalendar, { params, body: { ...workingWeek('Idle'), week, isDefault: true } }, { by: world.company.admin }, 'invalid_input'))).toEqual(['/body/week']);
  });
});
