import type { CalendarRow, CalendarsScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { dayText } from '../platform/calendars/day-text.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { linkLook } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { calendarsQuery } from './show-calendars.query.js';

const route = getRouteApi('/frame/calendars');

/** When the company works: what is promised in working hours and days is counted by it. */
export function CalendarsPage() {
  const { after } = route.useSearch();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(calendarsQuery(client, frames, after));
  const mayDefine = screen?.data.define.allowed === true;
  useTitle('Calendars');
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Calendars"><Notice state="void" title="Your roles do not let you see calendars."><p>Ask an admin of your company.</p></Notice></Sheet>;
  return (
    <Sheet
      title="Calendars"
      about="When people work. What a workflow promises in working hours and working days is counted by them."
      actions={mayDefine && <Link to="/calendars/$calendarId" params={{ calendarId: 'new' }} {...linkLook('ink')}>Create a calendar</Link>}
    >
      {error !== null && <ReadingFailed error={error} what="Calendars" hasData={screen !== undefined} onRetry={() => void refetch()} />}
      {screen === undefined && error === null && <RuledLines lines={4} of="the calendars" />}
      {screen !== undefined && (screen.data.calendars.items.length === 0 && after === undefined ? <Empty mayDefine={mayDefine} /> : <Rows data={screen.data} isLater={after !== undefined} />)}
    </Sheet>
  );
}

function Empty({ mayDefine }: { readonly mayDefine: boolean }) {
  return <p>There is no calendar yet, so no step can be due after working hours or days. {mayDefine ? 'The first one becomes the default.' : 'An admin of your company makes the first one.'}</p>;
}

function Rows({ data: { calendars }, isLater }: { readonly data: CalendarsScreen['data']; readonly isLater: boolean }) {
  return (
    <>
      <SheetRows>{calendars.items.map((calendar) => <Row key={calendar.id} calendar={calendar} />)}</SheetRows>
      {(calendars.nextCursor !== null || isLater) && (
        <p className={sheetStyles.acts}>
          {isLater && <Link to="/calendars" search={{}}>First page</Link>}
          {calendars.nextCursor !== null && <Link to="/calendars" search={{ after: calendars.nextCursor }}>Next page</Link>}
        </p>
      )}
    </>
  );
}

function Row({ calendar: { id, name, isDefault, timeZone, week, holidays } }: { readonly calendar: CalendarRow }) {
  return (
    <li>
      <span className={sheetStyles.what}><Link to="/calendars/$calendarId" params={{ calendarId: id }}>{name}</Link><span>{timeZone.replaceAll('_', ' ')}</span></span>
      <span className={sheetStyles.what}><span>{week}</span><span>{holidays.length === 0 ? 'No holiday ahead' : `Next: ${holidays.map((holiday) => `${holiday.name}, ${dayText(holiday.date)}`).join('; ')}`}</span></span>
      <span>{isDefault && <State name="recorded">Default</State>}</span>
    </li>
  );
}
