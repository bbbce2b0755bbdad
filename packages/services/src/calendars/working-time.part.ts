import { weekdays, type WorkingSpan, type WorkingTime } from '@countersign/contracts/calendars';
import { Temporal } from 'temporal-polyfill';

/** Working time without a break, in milliseconds since the epoch; `to` is its end and not in it. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

const hourMs = 3_600_000;
/** Fifty years: no span that can be asked for of a calendar that can be made leads further. */
const walkDaysMax = 50 * 366;

/**
 * The first instant by which so much working time has passed. Hours end where the work of a day ends, not where the next day's begins.
 * Of working days the one on which the span begins is not counted, as in law; they end when the work of the last of them does.
 */
export function addWorking(calendar: WorkingTime, from: Date, span: WorkingSpan): Date {
  const walk = new Walk(calendar, from.getTime(), 1);
  return new Date('workingDays' in span ? walk.daysAway(span.workingDays) : walk.timeAway(span.workingHours * hourMs));
}

/**
 * The last instant from which so much working time is left until `to`. Hours begin where the work of a day begins;
 * so do working days, of which that of `to` is not counted.
 */
export function subtractWorking(calendar: WorkingTime, to: Date, span: WorkingSpan): Date {
  const walk = new Walk(calendar, to.getTime(), -1);
  return new Date('workingDays' in span ? walk.daysAway(span.workingDays) : walk.timeAway(span.workingHours * hourMs));
}

/** How much working time lies between two instants, in milliseconds as they pass: an hour that comes twice counts twice. */
export function workingBetween(calendar: WorkingTime, from: Date, to: Date): number {
  const [start, end] = [from.getTime(), to.getTime()];
  const last = dayOf(calendar, end).add({ days: 1 });
  let passed = 0;
  for (let day = dayOf(calendar, start).subtract({ days: 1 }); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    for (const stretch of stretchesOf(calendar, day)) passed += Math.max(0, Math.min(stretch.to, end) - Math.max(stretch.from, start));
  }
  return passed;
}

/** From an instant through the working days of a calendar, forwards (1) or back (-1). */
class Walk {
  private readonly day: Temporal.PlainDate;
  constructor(
    private readonly calendar: WorkingTime,
    private readonly start: number,
    private readonly way: 1 | -1,
  ) {
    this.day = dayOf(calendar, start);
  }

  daysAway(count: number): number {
    let left = count;
    for (const stretches of this.days(1)) {
      if (stretches.length === 0) continue;
      left -= 1;
      if (left === 0) return this.farEndOf(stretches);
    }
    throw new Error('a calendar that can be made has working time');
  }

  timeAway(ms: number): number {
    let left = ms;
    // From the day before: where clocks go back over midnight, its last stretch reaches into what the day after began.
    for (const stretches of this.days(-1)) {
      for (const { from, to } of this.way === 1 ? stretches : stretches.toReversed()) {
        const [near, far] = this.way === 1 ? [Math.max(from, this.start), to] : [Math.min(to, this.start), from];
        const length = (far - near) * this.way;
        if (length <= 0) continue;
        if (length >= left) return near + left * this.way;
        left -= length;
      }
    }
    throw new Error('a calendar that can be made has working time');
  }

  /** The working time of one day after the other, from so many days after the one that it starts on. */
  private *days(offset: number): Generator<readonly Stretch[]> {
    for (let walked = offset; walked < walkDaysMax; walked += 1) yield stretchesOf(this.calendar, this.day.add({ days: walked * this.way }));
  }

  private farEndOf(stretches: readonly Stretch[]): number {
    return this.way === 1 ? Math.max(...stretches.map(({ to }) => to)) : Math.min(...stretches.map(({ from }) => from));
  }
}

/** When a day such as `2026-12-24` begins there; null for what is no day. */
export function startOfDay(timeZone: string, day: string): Date | null {
  try {
    return new Date(instantAt(timeZone, Temporal.PlainDate.from(day, { overflow: 'reject' }), '00:00'));
  } catch {
    return null;
  }
}

/** When the day that it is there ends, and the week, after its Sunday. */
export function endsOfDayAndWeek(timeZone: string, at: Date): { readonly endOfDay: Date; readonly endOfWeek: Date } {
  const today = dayOf({ timeZone }, at.getTime());
  const startAfter = (days: number) => new Date(instantAt(timeZone, today.add({ days }), '00:00'));
  return { endOfDay: startAfter(1), endOfWeek: startAfter(weekdays.length + 1 - today.dayOfWeek) };
}

const dayOf = ({ timeZone }: Pick<WorkingTime, 'timeZone'>, instantMs: number) => Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone).toPlainDate();

/** The working time of a day, in order; empty on a holiday, and where all of it falls into an hour that clocks leave out. */
function stretchesOf({ timeZone, week, holidays }: WorkingTime, day: Temporal.PlainDate): Stretch[] {
  const weekday = weekdays[day.dayOfWeek - 1];
  const hours = weekday === undefined ? [] : week[weekday];
  if (hours.length === 0) return [];
  const date = day.toString();
  if (holidays.some((holiday) => holiday.date === date)) return [];
  return hours.map(({ from, to }) => ({ from: instantAt(timeZone, day, from), to: instantAt(timeZone, day, to) })).filter(({ from, to }) => from < to);
}

/** When clocks show this time: the first time where it comes twice, and the moment of the leap where it does not come. Never earlier for a later time. */
function instantAt(timeZone: string, day: Temporal.PlainDate, time: string): number {
  const wall = time === '24:00' ? day.add({ days: 1 }).toPlainDateTime() : day.toPlainDateTime(time);
  const first = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (first.toPlainDateTime().equals(wall)) return first.epochMilliseconds;
  const leap = first.getTimeZoneTransition('next');
  if (leap === null) throw new Error(`the clocks of ${timeZone} leave ${wall.toString()} out, and do not leap`);
  return leap.epochMilliseconds;
}
