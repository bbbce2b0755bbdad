import type { CalendarRow } from '@countersign/database/calendars';
import type { Tx } from '@countersign/database/platform';
import type { CalendarView, WorkingTime } from '@countersign/contracts/calendars';

export const viewOf = ({ changedAt, ...calendar }: CalendarRow): CalendarView => ({ ...calendar, changedAt: changedAt.toISOString() });

/** A calendar as it is shown, held until the transaction ends; null where there is none. */
export async function lockedView(tx: Tx, calendarId: string): Promise<CalendarView | null> {
  const row = (await tx.calendars.lockAll()).find(({ id }) => id === calendarId);
  return row ? viewOf(row) : null;
}

/** What the audit keeps of a calendar; the holidays by their days. */
export const toldOf = ({ timeZone, week, holidays, isDefault, name }: WorkingTime & { readonly name: string; readonly isDefault: boolean }) => ({
  name,
  timeZone,
  isDefault,
  week: Object.fromEntries(Object.entries(week).map(([weekday, hours]) => [weekday, hours.map(({ from, to }) => `${from}–${to}`)])),
  holidays: holidays.map(({ date }) => date),
});
