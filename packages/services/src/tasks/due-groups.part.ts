import type { DueView, InboxGroup } from '@countersign/contracts/screens';
import type { DueBounds } from '@countersign/database/requests';
import { endsOfDayAndWeek, shortDayIn, shortTextIn } from '../calendars/index.js';

/** A moment as a company's clock shows it: in the time zone of its default calendar, in UTC where it has none. */
export interface TenantClock extends DueBounds {
  readonly timeZone: string;
}

export const groupLabels: Readonly<Record<InboxGroup, string>> = {
  overdue: 'Overdue',
  today: 'Due today',
  this_week: 'Due this week',
  later: 'Due later',
  none: 'No due time',
  for_others: 'For others, as their delegate',
};

export const clockIn = (timeZone: string, now: Date): TenantClock => ({ timeZone, now, ...endsOfDayAndWeek(timeZone, now) });

/** When a task is due, in words. */
export function dueViewOf(at: Date, { timeZone, now }: TenantClock): DueView {
  const isOverdue = at <= now;
  return { at: at.toISOString(), text: `${isOverdue ? 'was due' : 'due'} ${shortTextIn(timeZone, at, now)}`, isOverdue };
}

/** When the first of these comes to another group by time alone: it is overdue, or a day begins. */
export function holdsUntil(dues: readonly (Date | null)[], { now, endOfDay }: TenantClock): Date {
  return dues.reduce<Date>((first, due) => (due !== null && due > now && due < first ? due : first), endOfDay);
}

/** "for Jun Ito, away until 2 Dec": the last day on which a place is taken. */
export function forWhomText(name: string, awayUntil: Date, { timeZone, now }: TenantClock): string {
  return `for ${name}, away until ${shortDayIn(timeZone, new Date(awayUntil.getTime() - 1), now)}`;
}
