import { weekdays, type Weekday, type WorkingTime } from '@countersign/contracts/calendars';

const shortOf: Readonly<Record<Weekday, string>> = { monday: 'Mon', tuesday: 'Tue', wednesday: 'Wed', thursday: 'Thu', friday: 'Fri', saturday: 'Sat', sunday: 'Sun' };

/** An instant as the clock on the wall there shows it: "Thu 26 November 2026, 17:00". */
export function textIn(timeZone: string, at: Date): string {
  const part = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(at);
  return `${part({ weekday: 'short' })} ${part({ day: 'numeric', month: 'long', year: 'numeric' })}, ${part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`;
}

/** The same in short: "today, 17:00", "Fri 4 Dec, 17:00", with the year where it is another. */
export function shortTextIn(timeZone: string, at: Date, now: Date): string {
  const part = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(at);
  return `${dayIn(timeZone, at) === dayIn(timeZone, now) ? 'today' : `${part({ weekday: 'short' })} ${shortDayIn(timeZone, at, now)}`}, ${part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`;
}

/** "2 Dec", with the year where it is another than that of now. */
export function shortDayIn(timeZone: string, at: Date, now: Date): string {
  const isOtherYear = dayIn(timeZone, at).slice(0, 4) !== dayIn(timeZone, now).slice(0, 4);
  return new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', ...(isOtherYear && { year: 'numeric' }) }).format(at);
}

/** The day that it is there: `2026-12-24`. */
export const dayIn = (timeZone: string, at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** A week in a line: "Mon–Thu 09:00–17:00, Fri 09:00–12:00 and 13:00–15:00". Days that follow each other and are alike are said once. */
export function weekWords({ week }: Pick<WorkingTime, 'week'>): string {
  const runs: { readonly first: Weekday; last: Weekday; readonly hours: string }[] = [];
  let before: string | null = null;
  for (const weekday of weekdays) {
    const hours = week[weekday].map(({ from, to }) => `${from}–${to}`).join(' and ');
    const run = runs.at(-1);
    if (hours === before && run && hours !== '') run.last = weekday;
    else if (hours !== '') runs.push({ first: weekday, last: weekday, hours });
    before = hours;
  }
  return runs.map(({ first, last, hours }) => `${first === last ? shortOf[first] : `${shortOf[first]}–${shortOf[last]}`} ${hours}`).join(', ');
}

/** Names to choose a time zone from; others that are known, such as old names, are taken too. */
export const zoneNames = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')];
