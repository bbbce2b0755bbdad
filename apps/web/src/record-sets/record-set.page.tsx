import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, sheetStyles } from '../ui/sheet/sheet.js';
import { ComparisonPart } from './comparison-part.js';
import { ReadingPart } from './reading-part.js';
import { RecordDetail } from './record-detail.js';
import { RecordList } from './record-list.js';
import { RecordRequests } from './record-requests.js';
import { recordSetQuery } from './show-record-set.query.js';
import { UpdateRecordSetForm } from './update-record-set.form.js';

const route = getRouteApi('/frame/record-sets/$recordSetId');

/** One record set, or a new one: its last reading, its records, and how it is read. */
export function RecordSetPage() {
  const { recordSetId } = route.useParams();
  const { search, after, record } = route.useSearch();
  const isNew = recordSetId === 'new';
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch, isPlaceholderData } = useQuery(recordSetQuery(client, frames, { recordSetId: isNew ? null : recordSetId, search, after, record }));
  const title = isNew ? 'Keep records of a system' : (screen?.data.recordSet?.name ?? 'Record set');
  useTitle(title);
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title="There is no such record set"><p><Link to="/record-sets" search={{}}>To the record sets</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Record set"><Notice state="void" title="Your roles do not let you see what is kept of other systems." /></Sheet>;
  if (screen === undefined) return <Sheet title={title}>{error === null ? <RuledLines lines={8} of="the record set" /> : <ReadingFailed error={error} what="This record set" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  const { recordSet } = data;
  const about = recordSet === null ? 'Which records of a connected system are kept here, and what of them.' : <>Read through <Link to="/connections/$connectionId" params={{ connectionId: recordSet.connectionId }}>{recordSet.connectionName}</Link></>;
  return (
    <Sheet title={title} about={about} actions={<Link to="/record-sets" search={{}}>All record sets</Link>}>
      {error !== null && <ReadingFailed error={error} what="The newest state of this record set" hasData onRetry={() => void refetch()} />}
      {recordSet !== null && data.record !== null && <RecordDetail record={data.record} recordSetId={recordSet.id} />}
      {recordSet !== null && record !== undefined && !isPlaceholderData && data.record === null && <Notice state="void" title={`Nothing is kept under the id ${record}.`} />}
      {recordSet !== null && record !== undefined && <RecordRequests requests={data.requests} />}
      {recordSet !== null && <ReadingPart recordSet={recordSet} reading={data.reading} mayRead={data.define.allowed} />}
      {recordSet !== null && <ComparisonPart recordSetId={recordSet.id} reconciliation={data.reconciliation} isBusy={data.reading?.state === 'running'} mayCompare={data.define.allowed} />}
      {recordSet !== null && <RecordList recordSetId={recordSet.id} records={data.records} counts={data.counts} isBehind={isPlaceholderData} />}
      {data.define.allowed ? <UpdateRecordSetForm key={recordSet?.id ?? 'new'} recordSet={recordSet} connections={data.connections} /> : <p className={sheetStyles.quiet}>{data.define.because}</p>}
    </Sheet>
  );
}
