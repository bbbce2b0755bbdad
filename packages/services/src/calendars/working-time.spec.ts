import type { WorkingTime } from '@countersign/contracts/calendars';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addWorking, subtractWorking, workingBetween } from './working-time.part.js';

type Hours = WorkingTime['week']['monday'];
const nine = [{ from: '09:00', to: '17:00' }];
const weekOf = (hours: Hours, weekend: Hours = []) => ({ monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday: hours, saturday: weekend, sunday: weekend });
const calendarOf = (timeZone: string, hours: Hours = nine, weekend: Hours = [], holidays: readonly string[] = []): WorkingTime => ({ timeZone, week: weekOf(hours, weekend), holidays: holidays.map((date) => ({ date, name: 'A holiday' })) });
const at = (text: string) => new Date(text);
const dueIn = (calendar: WorkingTime, from: string, span: Parameters<typeof addWorking>[2]) => addWorking(calendar, at(from), span).toISOString();
const berlin = calendarOf('Europe/Berlin');

describe('working hours (row:A10)', () => {
  it('end where the work of a day ends, not where the next day begins, and go on after a weekend', () => {
    expect(dueIn(berlin, '2026-11-20T14:00:00Z', { workingHours: 2 })).toBe('2026-11-20T16:00:00.000Z');
    expect(dueIn(berlin, '2026-11-20T14:00:00Z', { workingHours: 3 })).toBe('2026-11-23T09:00:00.000Z');
    expect(dueIn(berlin, '2026-11-21T03:00:00Z', { workingHours: 8 })).toBe('2026-11-23T16:00:00.000Z');
  });

  it('pause at noon where a day has two spans, and leave out a holiday and nothing else', () => {
    const split = calendarOf('Europe/Berlin', [{ from: '08:00', to: '12:00' }, { from: '13:00', to: '17:00' }], [], ['2026-12-25']);
    expect(dueIn(split, '2026-11-23T10:30:00Z', { workingHours: 1 })).toBe('2026-11-23T12:30:00.000Z');
    expect(dueIn(split, '2026-12-24T15:00:00Z', { workingHours: 2 })).toBe('2026-12-28T08:00:00.000Z');
  });

  it('count an hour that comes twice twice, and one that is left out not at all', () => {
    const always = [{ from: '00:00', to: '24:00' }];
    for (const [timeZone, spring, autumn] of [['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-10-24T22:00:00Z'], ['America/New_York', '2026-03-08T05:00:00Z', '2026-11-01T04:00:00Z']] as const) {
      const calendar = calendarOf(timeZone, always, always);
      expect(dueIn(calendar, spring, { workingHours: 24 })).toBe(new Date(at(spring).getTime() + 24 * 3_600_000).toISOString());
      const [day, night] = [spring, autumn].map((text) => workingBetween(calendar, at(text), addWorking(calendar, at(text), { workingDays: 1 })) / 3_600_000);
      expect([day, night]).toEqual([47, 49]);
    }
    const island = calendarOf('Australia/Lord_Howe', always, always);
    expect(workingBetween(island, at('2026-10-02T13:30:00Z'), addWorking(island, at('2026-10-02T13:30:00Z'), { workingDays: 1 })) / 3_600_000).toBe(47.5);
    const steady = calendarOf('Asia/Kolkata', always, always);
    expect(workingBetween(steady, at('2026-03-27T18:30:00Z'), addWorking(steady, at('2026-03-27T18:30:00Z'), { workingDays: 1 })) / 3_600_000).toBe(48);
  });

  it('begin at the moment of the leap where the clocks leave the beginning out, and have none where they leave out all of it', () => {
    const night = [{ from: '02:30', to: '04:00' }];
    expect(dueIn(calendarOf('Europe/Berlin', night, night), '2026-03-29T00:00:00Z', { workingHours: 1 })).toBe('2026-03-29T02:00:00.000Z');
    const gone = calendarOf('Europe/Berlin', [{ from: '02:15', to: '02:45' }], [{ from: '02:15', to: '02:45' }]);
    expect(workingBetween(gone, at('2026-03-28T12:00:00Z'), at('2026-03-29T12:00:00Z'))).toBe(0);
    expect(dueIn(gone, '2026-03-28T12:00:00Z', { workingDays: 1 })).toBe('2026-03-30T00:45:00.000Z');
  });
});

describe('working days (row:A10)', () => {
  it('do not count the one that they begin on, and end with the work of the last', () => {
    expect(dueIn(berlin, '2026-11-23T05:00:00Z', { workingDays: 3 })).toBe('2026-11-26T16:00:00.000Z');
    expect(dueIn(berlin, '2026-11-20T20:00:00Z', { workingDays: 1 })).toBe('2026-11-23T16:00:00.000Z');
    expect(dueIn(berlin, '2026-11-21T10:00:00Z', { workingDays: 1 })).toBe('2026-11-23T16:00:00.000Z');
  });

  it('keep to the clock of the wall when clocks change, and know the leap day', () => {
    expect(dueIn(berlin, '2026-03-27T10:00:00Z', { workingDays: 1 })).toBe('2026-03-30T15:00:00.000Z');
    expect(dueIn(calendarOf('America/New_York'), '2026-10-30T15:00:00Z', { workingDays: 1 })).toBe('2026-11-02T22:00:00.000Z');
    expect(dueIn(berlin, '2028-02-28T10:00:00Z', { workingDays: 1 })).toBe('2028-02-29T16:00:00.000Z');
    expect(dueIn(calendarOf('Europe/Berlin', nine, [], ['2028-02-29']), '2028-02-28T10:00:00Z', { workingDays: 1 })).toBe('2028-03-01T16:00:00.000Z');
  });

  it('are days of the calendar, not of the one who asks', () => {
    expect(dueIn(calendarOf('Pacific/Auckland'), '2026-11-22T12:00:00Z', { workingDays: 1 })).toBe('2026-11-24T04:00:00.000Z');
    expect(dueIn(calendarOf('Pacific/Honolulu'), '2026-11-23T09:00:00Z', { workingDays: 1 })).toBe('2026-11-24T03:00:00.000Z');
  });
});

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC', 'America/Havana', 'Africa/Cairo', 'Pacific/Auckland'] as const;
/** Days around which clocks change somewhere, a leap day, the turn of a year. */
const turns = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-04-24', '2026-09-27', '2026-10-04', '2026-10-25', '2026-10-29', '2026-11-01', '2028-02-29', '2026-12-31'];
const slotMs = 5 * 60_000;
const timeOf = (slot: number) => `${String(Math.floor(slot / 12)).padStart(2, '0')}:${String((slot % 12) * 5).padStart(2, '0')}`;
/** Up to three spans a day, the last of which may end at 24:00. */
const hoursFrom = (firstSlot: number, lastSlot: number): fc.Arbitrary<Hours> =>
  fc.uniqueArray(fc.integer({ min: firstSlot, max: lastSlot }), { maxLength: 6 }).map((slots) => {
    const sorted = slots.toSorted((one, other) => one - other);
    return Array.from({ length: Math.floor(sorted.length / 2) }, (_, index) => ({ from: timeOf(sorted[index * 2] ?? 0), to: timeOf(sorted[index * 2 + 1] ?? 0) }));
  });
const calendarsFrom = (firstSlot: number, lastSlot = 288): fc.Arbitrary<WorkingTime> =>
  fc.record({ timeZone: fc.constantFrom(...zones), hours: hoursFrom(firstSlot, lastSlot), weekend: hoursFrom(firstSlot, lastSlot), holidays: fc.subarray([...turns, '2026-03-30', '2026-11-02'], { maxLength: 4 }) })
    .filter(({ hours }) => hours.length > 0).map(({ timeZone, hours, weekend, holidays }) => calendarOf(timeZone, hours, weekend, holidays));
/** Clocks change at night: in Cairo the last hour before midnight comes twice. */
const withoutChanges = [4 * 12, 23 * 12] as const;
const instants = fc.tuple(fc.constantFrom(...turns), fc.integer({ min: -3 * 288, max: 3 * 288 })).map(([day, slots]) => new Date(at(`${day}T00:00:00Z`).getTime() + slots * slotMs));

describe('any calendar (row:A10)', () => {
  it('comes after exactly as much working time as was asked for, and not a millisecond later; the same back from it', () => {
    fc.assert(fc.property(calendarsFrom(0), instants, fc.integer({ min: 1, max: 40 }), (calendar, from, workingHours) => {
      const [due, begun] = [addWorking(calendar, from, { workingHours }), subtractWorking(calendar, from, { workingHours })];
      expect(workingBetween(calendar, from, due)).toBe(workingHours * 3_600_000);
      expect(workingBetween(calendar, from, new Date(due.getTime() - 1))).toBeLessThan(workingHours * 3_600_000);
      expect(workingBetween(calendar, begun, from)).toBe(workingHours * 3_600_000);
      expect(workingBetween(calendar, new Date(begun.getTime() + 1), from)).toBeLessThan(workingHours * 3_600_000);
    }), { numRuns: 60 });
  });

  it('adds up over any instant between, and never gives a later start an earlier end', () => {
    fc.assert(fc.property(calendarsFrom(0), fc.array(instants, { minLength: 3, maxLength: 3 }), fc.integer({ min: 1, max: 12 }), (calendar, some, count) => {
      const day = 86_400_000;
      const [first = 0, second = 0, third = 0] = some.map((one) => one.getTime() % (4 * day)).toSorted((one, other) => one - other).map((offset) => at('2026-10-23T00:00:00Z').getTime() + offset);
      const between = (from: number, to: number) => workingBetween(calendar, new Date(from), new Date(to));
      expect(between(first, second) + between(second, third)).toBe(between(first, third));
      for (const span of [{ workingHours: count }, { workingDays: count }]) {
        expect(addWorking(calendar, new Date(first), span).getTime()).toBeLessThanOrEqual(addWorking(calendar, new Date(second), span).getTime());
      }
    }), { numRuns: 60 });
  });

  it('agrees with a look at the clock every five minutes, where clocks do not change within a span', () => {
    fc.assert(fc.property(calendarsFrom(...withoutChanges), instants, (calendar, from) => {
      const to = new Date(from.getTime() + 2 * 86_400_000);
      let seen = 0;
      for (let time = from.getTime(); time < to.getTime(); time += slotMs) if (isWorking(calendar, time)) seen += slotMs;
      expect(workingBetween(calendar, from, to)).toBe(seen);
    }), { numRuns: 40 });
  });

  it('ends with the work of a day, as many working days on as were asked for', () => {
    fc.assert(fc.property(calendarsFrom(...withoutChanges), instants, fc.integer({ min: 1, max: 5 }), (calendar, from, workingDays) => {
      const due = addWorking(calendar, from, { workingDays });
      expect([isWorking(calendar, due.getTime() - 1), isWorking(calendar, due.getTime())]).toEqual([true, false]);
      const days = new Set<string>();
      for (let time = from.getTime(); time < due.getTime(); time += slotMs) if (isWorking(calendar, time)) days.add(clockOf(calendar.timeZone, time).date);
      days.delete(clockOf(calendar.timeZone, from.getTime()).date);
      expect(days.size).toBe(workingDays);
    }), { numRuns: 25 });
  });

  it('is done with the least working time and the longest span that can be asked for in no time', () => {
    const friday = { ...weekOf([]), friday: [{ from: '10:00', to: '11:00' }] };
    const holidays = Array.from({ length: 400 }, (_, index) => ({ date: new Date(Date.UTC(2026, 11, 4) + index * 7 * 86_400_000).toISOString().slice(0, 10), name: 'Closed' }));
    const began = performance.now();
    expect(dueIn({ timeZone: 'Europe/Berlin', week: friday, holidays }, '2026-12-01T00:00:00Z', { workingHours: 1000 })).toBe('2053-09-26T09:00:00.000Z');
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

const formats = new Map<string, Intl.DateTimeFormat>();
/** The clock on the wall, by another way than the one that is tested. */
function clockOf(timeZone: string, time: number): { readonly date: string; readonly time: string; readonly weekday: keyof WorkingTime['week'] } {
  let format = formats.get(timeZone);
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })));
  const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  return { date: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}`, weekday: String(parts.weekday).toLowerCase() as keyof WorkingTime['week'] };
}

function isWorking({ timeZone, week, holidays }: WorkingTime, instant: number): boolean {
  const { date, time, weekday } = clockOf(timeZone, instant);
  return !holidays.some((holiday) => holiday.date === date) && week[weekday].some(({ from, to }) => from <= time && time < to);
}
