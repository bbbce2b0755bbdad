import type { RecordSetRow, RecordSetsScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { readingState, readingWords } from '../platform/record-sets/record-words.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { linkLook } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { recordSetsQuery } from './show-record-sets.query.js';

const route = getRouteApi('/frame/record-sets');

/** Records of other systems that are kept in step with them. */
export function RecordSetsPage() {
  const { after } = route.useSearch();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(recordSetsQuery(client, frames, after));
  const mayDefine = screen?.data.define.allowed === true;
  useTitle('Record sets');
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Record sets"><Notice state="void" title="Your roles do not let you see what is kept of other systems."><p>Ask an admin of your company.</p></Notice></Sheet>;
  return (
    <Sheet
      title="Record sets"
      about="Records that another system has too, such as the vendors of an order system, kept in step with it."
      actions={<><Link to="/connections" search={{}}>Connections</Link>{mayDefine && <Link to="/record-sets/$recordSetId" params={{ recordSetId: 'new' }} search={{}} {...linkLook('ink')}>Keep records of a system</Link>}</>}
    >
      {error !== null && <ReadingFailed error={error} what="Record sets" hasData={screen !== undefined} onRetry={() => void refetch()} />}
      {screen === undefined && error === null && <RuledLines lines={4} of="the record sets" />}
      {screen !== undefined && (screen.data.recordSets.items.length === 0 && after === undefined ? <Empty mayDefine={mayDefine} /> : <Rows data={screen.data} isLater={after !== undefined} />)}
    </Sheet>
  );
}

function Empty({ mayDefine }: { readonly mayDefine: boolean }) {
  return <p>Nothing is kept of another system yet. {mayDefine ? 'Say which records of a connected system are to be kept, and have them read.' : 'An admin of your company says what is to be kept.'}</p>;
}

function Rows({ data: { recordSets }, isLater }: { readonly data: RecordSetsScreen['data']; readonly isLater: boolean }) {
  return (
    <>
      <SheetRows>{recordSets.items.map((recordSet) => <Row key={recordSet.id} recordSet={recordSet} />)}</SheetRows>
      {(recordSets.nextCursor !== null || isLater) && (
        <p className={sheetStyles.acts}>
          {isLater && <Link to="/record-sets" search={{}}>First page</Link>}
          {recordSets.nextCursor !== null && <Link to="/record-sets" search={{ after: recordSets.nextCursor }}>Next page</Link>}
        </p>
      )}
    </>
  );
}

function Row({ recordSet: { id, name, connection, reading, nextReadingAt } }: { readonly recordSet: RecordSetRow }) {
  const state = reading === null ? null : readingState(reading.state);
  return (
    <li>
      <span className={sheetStyles.what}><Link to="/record-sets/$recordSetId" params={{ recordSetId: id }} search={{}}>{name}</Link><span>through <Link to="/connections/$connectionId" params={{ connectionId: connection.id }}>{connection.name}</Link></span></span>
      <span className={sheetStyles.what}>
        <span>{reading === null ? 'It was not read yet.' : readingWords(reading)}</span>
        <span>{nextReadingAt === null ? 'Read when somebody asks' : <>Read next <When at={nextReadingAt} /></>}</span>
      </span>
      <span>{state !== null && reading !== null && <State name={state.name}>{state.label} <When at={reading.endedAt ?? reading.startedAt} /></State>}</span>
    </li>
  );
}
