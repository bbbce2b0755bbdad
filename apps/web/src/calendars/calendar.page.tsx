import { weekdays, type CalendarView } from '@countersign/contracts/calendars';
import type { CalendarScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { dayText, weekdayNames } from '../platform/calendars/day-text.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Button } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetPart, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { DeleteCalendarForm } from './delete-calendar.form.js';
import { calendarQuery } from './show-calendar.query.js';
import { UpdateCalendarForm } from './update-calendar.form.js';
import { WeekBars } from './week-bars.js';
import { PreviewRows } from './working-time-preview.js';

const route = getRouteApi('/frame/calendars/$calendarId');

/** One calendar, or a new one: its week, its holidays, and what would be due when by it. */
export function CalendarPage() {
  const { calendarId } = route.useParams();
  const [isDeleting, setDeleting] = useState(false);
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(calendarQuery(client, frames, calendarId === 'new' ? null : calendarId));
  const title = calendarId === 'new' ? 'A new calendar' : (screen?.data.calendar?.name ?? 'Calendar');
  useTitle(title);
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title="There is no such calendar"><p><Link to="/calendars" search={{}}>To the calendars</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Calendar"><Notice state="void" title="Your roles do not let you see calendars." /></Sheet>;
  if (screen === undefined) return <Sheet title={title}>{error === null ? <RuledLines lines={8} of="the calendar" /> : <ReadingFailed error={error} what="This calendar" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  return (
    <Sheet title={title} about={data.calendar === null ? 'When people work, in one time zone, and which days are holidays.' : `${data.week}, in ${data.calendar.timeZone.replaceAll('_', ' ')}.${data.calendar.isDefault ? ' It applies wherever a step names no other.' : ''}`} actions={<Link to="/calendars" search={{}}>All calendars</Link>}>
      {error !== null && <ReadingFailed error={error} what="The newest state of this calendar" hasData onRetry={() => void refetch()} />}
      {data.define.allowed ? <UpdateCalendarForm key={data.calendar?.id ?? 'new'} data={data} /> : data.calendar !== null && <Read data={data} calendar={data.calendar} />}
      {data.define.allowed && data.calendar !== null && (
        <SheetPart title="Delete it">
          {data.remove.allowed ? <p className={sheetStyles.acts}><Button onClick={() => setDeleting(true)}>Delete this calendar…</Button></p> : <p className={sheetStyles.quiet}>{data.remove.because}</p>}
        </SheetPart>
      )}
      {isDeleting && data.calendar !== null && <DeleteCalendarForm calendar={data.calendar} onClose={() => setDeleting(false)} />}
    </Sheet>
  );
}

function Read({ data, calendar: { week, holidays } }: { readonly data: CalendarScreen['data']; readonly calendar: CalendarView }) {
  return (
    <>
      <SheetPart title="The week">
        <SheetRows>{weekdays.map((weekday) => <li key={weekday}><span>{weekdayNames[weekday]}</span><WeekBars hours={week[weekday]} /><span>{week[weekday].map(({ from, to }) => `${from}–${to}`).join(', ') || 'no work'}</span></li>)}</SheetRows>
      </SheetPart>
      <SheetPart title="Holidays">
        {holidays.length === 0 ? <p className={sheetStyles.quiet}>None.</p> : <SheetRows>{holidays.toSorted((one, other) => one.date.localeCompare(other.date)).map(({ date, name }) => <li key={date}><span>{dayText(date)}</span><span>{name}</span></li>)}</SheetRows>}
      </SheetPart>
      <SheetPart title="Asked for now">{data.preview !== null && <PreviewRows ends={data.preview.ends} />}</SheetPart>
      <p className={sheetStyles.quiet}>{data.define.because}</p>
    </>
  );
}
