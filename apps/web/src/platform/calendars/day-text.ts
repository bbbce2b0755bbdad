import { weekdays, type Weekday } from '@countersign/contracts/calendars';

export const weekdayNames = Object.fromEntries(weekdays.map((weekday) => [weekday, `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}`])) as Record<Weekday, string>;

const format = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A day of a calendar, such as "Thu 24 December 2026"; what is no day yet stands as it was typed. */
export function dayText(date: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? date : format.format(at).replace(',', '');
}
