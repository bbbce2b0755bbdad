import { weekdays, type CalendarBody } from '@countersign/contracts/calendars';
import type { ListedProblem } from '../../ui/fields/problem-list.js';
import { weekdayNames } from './day-text.js';

/** The control that the server found at fault: `/body/week/monday/1` is that of Monday's second span. */
export function controlOf(id: string, pointer: string): string | null {
  const [, , part = '', ...rest] = pointer.split('/');
  if (part === 'name') return `${id}-name`;
  if (part === 'timeZone') return `${id}-zone`;
  if (part === 'week' && rest.length >= 2) return `${id}-week-${rest[0]}-${rest[1]}`;
  return part === 'holidays' && rest[0] !== undefined ? `${id}-holidays-${rest[0]}` : null;
}

/** What is not filled in. Whether it can be counted by is the server's to say. */
export function problemsOfDraft(id: string, { name, timeZone, week, holidays }: CalendarBody): ListedProblem[] {
  return [
    ...(name.trim() === '' ? [{ controlId: `${id}-name`, detail: 'The calendar needs a name.' }] : []),
    ...(timeZone.trim() === '' ? [{ controlId: `${id}-zone`, detail: 'The calendar needs a time zone.' }] : []),
    ...weekdays.flatMap((weekday) => week[weekday].flatMap(({ from, to }, index) => (from === '' || to === '' ? [{ controlId: `${id}-week-${weekday}-${index}`, detail: `${weekdayNames[weekday]}: say from when to when, or remove it.` }] : []))),
    ...holidays.flatMap(({ date, name: holiday }, index) => (date === '' || holiday.trim() === '' ? [{ controlId: `${id}-holidays-${index}`, detail: 'A holiday needs a day and a name, or remove it.' }] : [])),
  ];
}
