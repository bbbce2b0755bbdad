import { holidaysMax, type WorkingTime } from '@countersign/contracts/calendars';
import { dayText } from '../platform/calendars/day-text.js';
import { Button } from '../ui/button/button.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import styles from './calendar.module.css';

export interface HolidayFieldsProps {
  /** Ids of the controls begin with it: `<id>-0`. */
  readonly id: string;
  readonly holidays: WorkingTime['holidays'];
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (holidays: WorkingTime['holidays']) => void;
}

/** Single days without working time, each with its name. */
export function HolidayFields({ id, holidays, wrong, onChange }: HolidayFieldsProps) {
  const change = (index: number, part: Partial<WorkingTime['holidays'][number]>) => onChange(holidays.map((each, at) => (at === index ? { ...each, ...part } : each)));
  return (
    <>
      {holidays.length === 0 && <p className={sheetStyles.quiet}>None yet: every day of the week above is worked.</p>}
      <div className={styles.holidays}>
        {holidays.map(({ date, name }, index) => (
          <div key={index} className={styles.holiday} role="group" aria-label={date === '' ? 'A new holiday' : `Holiday on ${dayText(date)}`}>
            <input type="date" id={`${id}-${index}`} aria-label="Day" aria-invalid={wrong.has(`${id}-${index}`)} value={date} onChange={(event) => change(index, { date: event.target.value })} />
            <input type="text" aria-label="Name" maxLength={80} autoComplete="off" placeholder="Name" value={name} aria-invalid={wrong.has(`${id}-${index}`)} onChange={(event) => change(index, { name: event.target.value })} />
            <Button look="bare" aria-label={`Remove ${name || 'this holiday'}`} onClick={() => onChange(holidays.filter((_, at) => at !== index))}>Remove</Button>
          </div>
        ))}
      </div>
      {holidays.length < holidaysMax && <p><Button onClick={() => onChange([...holidays, { date: '', name: '' }])}>Add a holiday</Button></p>}
    </>
  );
}
