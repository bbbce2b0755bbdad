/** The instant at which a day, `2026-12-31`, has ended in the reader's time zone. Days of 23 or 25 hours end when they do. */
export function endOfDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).toISOString();
}

/** The last day, in the reader's time zone, that something which ends at an instant still covers. */
export function lastDayBefore(instant: string): string {
  const last = new Date(Date.parse(instant) - 1);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(last.getFullYear()).padStart(4, '0')}-${two(last.getMonth() + 1)}-${two(last.getDate())}`;
}
