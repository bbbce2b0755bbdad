import { previewSpans, previewWorkingTime, type CalendarBody, type WorkingSpan } from '@countersign/contracts/calendars';
import type { CalendarScreen } from '@countersign/contracts/screens';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { TextField } from '../ui/fields/field.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import styles from './calendar.module.css';

type Ends = NonNullable<CalendarScreen['data']['preview']>['ends'];

const pauseMs = 250;
const spanText = (span: WorkingSpan) => ('workingHours' in span ? `${span.workingHours} working ${span.workingHours === 1 ? 'hour' : 'hours'}` : `${span.workingDays} working ${span.workingDays === 1 ? 'day' : 'days'}`);

/** When spans of working time would end, in the calendar's own time. */
export function PreviewRows({ ends, spans = previewSpans }: { readonly ends: Ends; readonly spans?: readonly WorkingSpan[] }) {
  return (
    <dl className={styles.ends}>
      {ends.map(({ at, text }, index) => {
        const span = spans[index];
        return span && <div key={`${index} ${spanText(span)}`}><dt>{spanText(span)}</dt><dd><time dateTime={at}>{text}</time></dd></div>;
      })}
    </dl>
  );
}

/** What the server counts by the calendar as it is on the page, saved or not; asked once typing rests. */
export function WorkingTimePreview({ draft, saved }: { readonly draft: CalendarBody; readonly saved: CalendarScreen['data']['preview'] }) {
  const client = useClient();
  const id = useId();
  const [days, setDays] = useState('');
  const { timeZone, week, holidays } = draft;
  const count = /^([1-9]\d?|1\d\d|2[0-4]\d|250)$/.test(days) ? Number(days) : null;
  const spans: readonly WorkingSpan[] = count === null ? previewSpans : [{ workingDays: count }, ...previewSpans];
  // A holiday that has no name yet counts already.
  const wanted = JSON.stringify({ timeZone, week, holidays: holidays.filter(({ date }) => date !== '').map(({ date, name }) => ({ date, name: name.trim() || 'Holiday' })), spans });
  const [asked, setAsked] = useState(wanted);
  // What the screen brought answers the calendar as it was saved: it is not asked for again.
  const [first] = useState(wanted);
  // The pause is a timer of the browser's.
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), pauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data, error } = useQuery({
    queryKey: ['preview', 'working-time', asked],
    queryFn: ({ signal }) => client.call(previewWorkingTime, { body: JSON.parse(asked) }, { signal }),
    enabled: saved === null || asked !== first,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const shown = data ?? saved;
  return (
    <>
      <TextField id={id} label="Working days from now" inputMode="numeric" autoComplete="off" maxLength={3} value={days} hint="The day on which it is asked for is not counted; it is due when the work of the last day ends." onChange={setDays} />
      <div role="status">
        {error !== null ? <p className={sheetStyles.quiet}>{readFailure(error).sentence}</p> : shown !== null && shown !== undefined && <PreviewRows ends={shown.ends} spans={shown.ends.length === spans.length ? spans : previewSpans} />}
      </div>
    </>
  );
}
