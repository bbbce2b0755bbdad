import * as z from 'zod/mini';
import { id, instant, line } from '../platform/index.js';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

const time = (pattern: RegExp, example: string) => z.string().check(z.regex(pattern, `must be a time of the day such as ${example}`));
const beginning = () => time(/^([01]\d|2[0-3]):[0-5]\d$/, '09:00');
/** `24:00` is the end of the day. */
const ending = () => time(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, '17:30');

/** Working time on one day, in the calendar's own time zone, from and to; in order, none over another. */
const hours = () => z.array(z.strictObject({ from: beginning(), to: ending() })).check(z.maxLength(6));

const week = z.strictObject({ monday: hours(), tuesday: hours(), wednesday: hours(), thursday: hours(), friday: hours(), saturday: hours(), sunday: hours() });

/** A day as a calendar writes it, in no time zone. */
export const day = () => z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day such as 2026-12-24'));

export const holidaysMax = 400;
/** When people work: what is promised in working hours and days is counted by it. */
export const workingTime = {
  /** An IANA name, such as `Europe/Berlin`. */
  timeZone: z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/, 'must be the name of a time zone such as Europe/Berlin')),
  week,
  holidays: z.array(z.strictObject({ date: day(), name: line(80) })).check(z.maxLength(holidaysMax)),
};

export const calendarBody = z.strictObject({
  name: line(80),
  ...workingTime,
  /** Whether it applies where a step names none. There is always exactly one such calendar: the first, until another takes over. */
  isDefault: z.boolean(),
});
export type CalendarBody = z.infer<typeof calendarBody>;
export type WorkingTime = Pick<CalendarBody, keyof typeof workingTime>;

export const calendarView = z.strictObject({ id: id(), ...calendarBody.shape, changedAt: instant() });
export type CalendarView = z.infer<typeof calendarView>;

export const calendarParams = z.strictObject({ calendarId: id() });

export const spanHoursMax = 1000;
export const spanDaysMax = 250;
/** So much working time: hours of it, or days on which there is any. */
export const workingSpan = () =>
  z.union([z.strictObject({ workingHours: z.int().check(z.minimum(1), z.maximum(spanHoursMax)) }), z.strictObject({ workingDays: z.int().check(z.minimum(1), z.maximum(spanDaysMax)) })]);
export type WorkingSpan = z.infer<ReturnType<typeof workingSpan>>;

/** What a calendar's page shows the end of, begun now. */
export const previewSpans = [{ workingHours: 4 }, { workingHours: 8 }, { workingDays: 1 }, { workingDays: 3 }, { workingDays: 10 }] as const satisfies readonly WorkingSpan[];
