import { weekdays, type Weekday, type WorkingTime } from '@countersign/contracts/calendars';
import { weekdayNames } from '../platform/calendars/day-text.js';
import { Button } from '../ui/button/button.js';
import styles from './calendar.module.css';
import { WeekBars, type Hours } from './week-bars.js';

const spansMax = 6;

export interface WeekFieldsProps {
  /** Ids of the controls begin with it: `<id>-monday-0`. */
  readonly id: string;
  readonly week: WorkingTime['week'];
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (week: WorkingTime['week']) => void;
}

/** Working time on each day, as many spans as there are; midnight ends a day. */
export function WeekFields({ id, week, wrong, onChange }: WeekFieldsProps) {
  const set = (weekday: Weekday, hours: Hours) => onChange({ ...week, [weekday]: hours });
  const copy = () => onChange({ ...week, ...Object.fromEntries(weekdays.slice(1, 5).map((weekday) => [weekday, week.monday])) });
  return (
    <>
      <div className={styles.week}>
        {weekdays.map((weekday) => (
          <div key={weekday} className={styles.row} role="group" aria-label={weekdayNames[weekday]}>
            <span>{weekdayNames[weekday]}</span>
            <WeekBars hours={week[weekday]} />
            <DayFields id={`${id}-${weekday}`} day={weekdayNames[weekday]} hours={week[weekday]} wrong={wrong} onChange={(hours) => set(weekday, hours)} />
          </div>
        ))}
      </div>
      <p><Button onClick={copy}>As on Monday, until Friday</Button></p>
    </>
  );
}

interface DayFieldsProps {
  readonly id: string;
  readonly day: string;
  readonly hours: Hours;
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (hours: Hours) => void;
}

function DayFields({ id, day, hours, wrong, onChange }: DayFieldsProps) {
  const last = hours.at(-1);
  const add = () => onChange([...hours, last === undefined ? { from: '09:00', to: '17:00' } : { from: last.to === '24:00' ? '' : last.to, to: '' }]);
  const change = (index: number, span: Hours[number]) => onChange(hours.map((each, at) => (at === index ? span : each)));
  return (
    <div className={styles.spans}>
      {hours.map((span, index) => (
        <span key={index} className={styles.span}>
          <input type="time" id={`${id}-${index}`} aria-label={`${day}, from`} aria-invalid={wrong.has(`${id}-${index}`)} value={span.from} onChange={(event) => change(index, { ...span, from: event.target.value })} />
          <span aria-hidden="true">–</span>
          {/* A field of the browser's has no 24:00: midnight as an end is that of the same day. */}
          <input type="time" aria-label={`${day}, to`} aria-invalid={wrong.has(`${id}-${index}`)} value={span.to === '24:00' ? '00:00' : span.to} onChange={(event) => change(index, { ...span, to: event.target.value === '00:00' ? '24:00' : event.target.value })} />
          <Button look="bare" aria-label={`Remove ${span.from}–${span.to} on ${day}`} onClick={() => onChange(hours.filter((_, at) => at !== index))}>Remove</Button>
        </span>
      ))}
      {hours.length < spansMax && <Button look="bare" aria-label={`Add working time on ${day}`} onClick={add}>{hours.length === 0 ? 'Add working time' : 'Add'}</Button>}
    </div>
  );
}
