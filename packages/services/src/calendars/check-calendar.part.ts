import { weekdays, type WorkingTime } from '@countersign/contracts/calendars';
import { Refusal, type FieldProblem } from '@countersign/contracts/platform';
import { Temporal } from 'temporal-polyfill';

/** With less, a promise of a thousand working hours would end in another century. */
const weekMinutesMin = 60;

/** Refuses a calendar by which nothing could be counted, with everything wrong with it. */
export function refuseUnlessWorkable(calendar: WorkingTime): void {
  const errors = [...zoneProblems(calendar), ...weekProblems(calendar), ...holidayProblems(calendar)];
  if (errors.length > 0) throw new Refusal('invalid_input', { detail: 'The calendar cannot be counted by as it is. Nothing was saved.', errors });
}

function zoneProblems({ timeZone }: WorkingTime): FieldProblem[] {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return [];
  } catch {
    return [{ pointer: '/body/timeZone', detail: `“${timeZone}” is no time zone that is known here. Use a name such as Europe/Berlin.` }];
  }
}

function weekProblems({ week }: WorkingTime): FieldProblem[] {
  const problems: FieldProblem[] = [];
  let minutes = 0;
  for (const weekday of weekdays) {
    let workedUntil = 0;
    for (const [index, { from, to }] of week[weekday].entries()) {
      const [begins, ends] = [minuteOf(from), minuteOf(to)];
      const pointer = `/body/week/${weekday}/${index}`;
      if (ends <= begins) problems.push({ pointer, detail: `Work from ${from} to ${to} ends before it begins. Work over midnight is two spans, until 24:00 and from 00:00.` });
      else if (begins < workedUntil) problems.push({ pointer, detail: `From ${from} begins within the span before, or before it. Write the spans of a day in order.` });
      minutes += Math.max(0, ends - begins);
      workedUntil = Math.max(workedUntil, ends);
    }
  }
  if (minutes < weekMinutesMin) problems.push({ pointer: '/body/week', detail: 'A week needs an hour of working time at least: what is promised in working hours would never end.' });
  return problems;
}

function holidayProblems({ holidays }: WorkingTime): FieldProblem[] {
  const seen = new Set<string>();
  return holidays.flatMap(({ date }, index) => {
    const pointer = `/body/holidays/${index}/date`;
    if (seen.has(date)) return [{ pointer, detail: `${date} is a holiday already.` }];
    seen.add(date);
    return exists(date) ? [] : [{ pointer, detail: `There is no ${date}.` }];
  });
}

function exists(date: string): boolean {
  try {
    Temporal.PlainDate.from(date, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
