import type { ReconciliationScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal, readFailure } from '../platform/api/failure.js';
import { kindWords } from '../platform/record-sets/finding-words.js';
import { comparisonWords, readingState } from '../platform/record-sets/record-words.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { useSayOutcome } from '../ui/announce/use-say-outcome.js';
import { Button } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { FindingList } from './finding-list.js';
import { reconciliationQuery } from './show-reconciliation.query.js';
import { useStopReading } from './stop-reading.mutation.js';
import { useStopRecordRepairs } from './stop-record-repairs.mutation.js';

const route = getRouteApi('/frame/reconciliations/$readingId');
type Data = ReconciliationScreen['data'];

/** In what both sides differ, and what may be done about it. */
export function ReconciliationPage() {
  const { readingId } = route.useParams();
  const { kind, after } = route.useSearch();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(reconciliationQuery(client, frames, { readingId, kind, after }));
  const title = screen === undefined ? 'Comparison' : `Comparison: ${screen.data.recordSet.name}`;
  useTitle(title);
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title="There is no such comparison"><p><Link to="/record-sets" search={{}}>To the record sets</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title={title}><Notice state="void" title="Your roles do not let you see what is kept of other systems." /></Sheet>;
  if (screen === undefined) return <Sheet title={title}>{error === null ? <RuledLines lines={8} of="the comparison" /> : <ReadingFailed error={error} what="This comparison" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  const { recordSet, findings } = data;
  return (
    <Sheet title={title} about={`What is kept here beside what ${recordSet.connectionName} says.`} actions={<Link to="/record-sets/$recordSetId" params={{ recordSetId: recordSet.id }} search={{}}>{recordSet.name}</Link>}>
      {error !== null && <ReadingFailed error={error} what="The newest state of this comparison" hasData onRetry={() => void refetch()} />}
      <Doing data={data} readingId={readingId} />
      <Repairing data={data} />
      {data.kind !== null && <FindingList key={data.kind} data={data} kind={data.kind} />}
      {data.kind !== null && (findings.nextCursor !== null || after !== undefined) && (
        <p className={sheetStyles.acts}>
          {after !== undefined && <Link to="/reconciliations/$readingId" params={{ readingId }} search={{ kind: data.kind }}>First page</Link>}
          {findings.nextCursor !== null && <Link to="/reconciliations/$readingId" params={{ readingId }} search={{ kind: data.kind, after: findings.nextCursor }}>Next page</Link>}
        </p>
      )}
    </Sheet>
  );
}

/** How far it has come, and how much of which kind was found. */
function Doing({ data: { reading, counts, repair }, readingId }: { readonly data: Data; readonly readingId: string }) {
  const stop = useStopReading();
  const { name } = readingState(reading.state);
  const found = counts.reduce((sum, count) => sum + count.found, 0);
  const { seen } = reading.progress;
  useSayOutcome(reading.state === 'running', `${comparisonWords[reading.state]}.`);
  return (
    <SheetPart title="What was found" aside={<State name={name}>{comparisonWords[reading.state]} <When at={reading.endedAt ?? reading.startedAt} /></State>}>
      <p>{seen} {seen === 1 ? 'record was' : 'records were'} compared. {found === 0 ? (reading.state === 'done' ? 'Both sides say the same.' : 'Nothing is found yet.') : `${found} ${found === 1 ? 'finding' : 'findings'}.`}{reading.state === 'running' && ' What is missing there, and what is doubled, is known once all was read.'}</p>
      {reading.problem !== null && <p>{reading.problem}</p>}
      {found > 0 && <p className={sheetStyles.acts}>{counts.filter((count) => count.found > 0).map((count) => <Link key={count.kind} to="/reconciliations/$readingId" params={{ readingId }} search={{ kind: count.kind }}>{kindWords[count.kind].label}: {count.open} of {count.found} open</Link>)}</p>}
      {stop.error !== null && <Notice state="unsent" title="Not recorded" role="alert"><p>{readFailure(stop.error).sentence}</p></Notice>}
      {repair.allowed && reading.state === 'running' && <p className={sheetStyles.acts}><Button aria-disabled={stop.isPending} onClick={() => { if (!stop.isPending) stop.send(reading.id); }}>Stop</Button></p>}
    </SheetPart>
  );
}

/** The last decision: how far it has come, how it is stopped, and what it left alone. */
function Repairing({ data: { repairs, repair } }: { readonly data: Data }) {
  const stop = useStopRecordRepairs();
  if (repairs === null) return null;
  const { waiting, repaired, changed, ignored } = repairs.progress;
  const total = waiting + repaired + changed + ignored;
  const isRunning = repairs.state === 'running';
  if (!isRunning && changed === 0) return null;
  return (
    <Notice state={isRunning ? 'provisional' : 'out-of-register'} title={`${repairs.startedBy.name} decided about ${total} ${total === 1 ? 'finding' : 'findings'}`} actions={isRunning && repair.allowed && <Button aria-disabled={stop.isPending} onClick={() => { if (!stop.isPending) stop.send(repairs.id); }}>Stop</Button>}>
      <p>{isRunning && <progress max={total} value={total - waiting} aria-label="How far it has come" />} {total - waiting} of {total}{changed > 0 && `; ${changed} had changed meanwhile and ${changed === 1 ? 'was' : 'were'} left alone: compare once more`}.</p>
      {stop.error !== null && <p role="alert">{readFailure(stop.error).sentence}</p>}
    </Notice>
  );
}
