import type { CalendarRow } from '@countersign/database/calendars';
import type { CalendarView, WorkingTime } from '@countersign/contracts/calendars';

export const viewOf = ({ changedAt, ...calendar }: CalendarRow): CalendarView => ({ ...calendar, changedAt: changedAt.toISOString() });

/** What the audit keeps of a calendar; the holidays by their days. */
export const toldOf = ({ timeZone, week, holidays, isDefault, name }: WorkingTime & { readonly name: string; readonly isDefault: boolean }) => ({
  name,
  timeZone,
  isDefault,
  week: Object.fromEntries(Object.entries(week).map(([weekday, hours]) => [weekday, hours.map(({ from, to }) => `${from}–${to}`)])),
  holidays: holidays.map(({ date }) => date),
});
