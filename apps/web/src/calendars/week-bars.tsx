import type { Weekday, WorkingTime } from '@countersign/contracts/calendars';
import styles from './calendar.module.css';

export type Hours = WorkingTime['week'][Weekday];

/** A day from midnight to midnight with its working time inked in. What it shows is written beside it. */
export function WeekBars({ hours }: { readonly hours: Hours }) {
  return (
    <svg className={styles.bar} viewBox="0 0 1440 24" preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles.day} x={0} y={0} width={1440} height={24} />
      {hours.map(({ from, to }, index) => <rect key={index} className={styles.worked} x={minuteOf(from)} y={0} width={Math.max(0, minuteOf(to) - minuteOf(from))} height={24} />)}
      {[360, 720, 1080].map((minute) => <line key={minute} className={styles.tick} x1={minute} x2={minute} y1={0} y2={24} />)}
    </svg>
  );
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) || 0;
