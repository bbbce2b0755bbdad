import type { ConnectionScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal, readFailure } from '../platform/api/failure.js';
import { doubtWords, healthState, queueWords } from '../platform/connections/connection-words.js';
import { usePauseConnection } from '../platform/connections/use-pause-connection.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Button } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';

import { ConnectGrant } from './connect-grant.js';
import { connectionQuery } from './show-connection.query.js';
import { TryConnection } from './try-connection.js';
import { UpdateConnectionForm } from './update-connection.form.js';
import styles from './connection.module.css';

const route = getRouteApi('/frame/connections/$connectionId');
type Data = ConnectionScreen['data'];
type Connection = NonNullable<Data['connection']>;

/** One connection, or a new one: how it is doing, a try, and how it is called. */
export function ConnectionPage() {
  const { connectionId } = route.useParams();
  const isNew = connectionId === 'new';
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(connectionQuery(client, frames, isNew ? null : connectionId));
  const title = isNew ? 'Connect a system' : (screen?.data.connection?.name ?? 'Connection');
  useTitle(title);
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title="There is no such connection"><p><Link to="/connections" search={{}}>To the connections</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Connection"><Notice state="void" title="Your roles do not let you see connections." /></Sheet>;
  if (screen === undefined) return <Sheet title={title}>{error === null ? <RuledLines lines={8} of="the connection" /> : <ReadingFailed error={error} what="This connection" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  const { connection } = data;
  return (
    <Sheet title={title} about={connection === null ? 'Another system that workflows call once something is approved.' : <span className="mono">{connection.baseUrl}</span>} actions={<Link to="/connections" search={{}}>All connections</Link>}>
      {error !== null && <ReadingFailed error={error} what="The newest state of this connection" hasData onRetry={() => void refetch()} />}
      {connection !== null && <Doing connection={connection} mayPause={data.define.allowed} />}
      {connection !== null && data.grant !== null && <ConnectGrant connection={connection} grant={data.grant} mayConnect={data.define.allowed} />}
      {connection !== null && <TryConnection connection={connection} tests={data.tests} mayTry={data.define.allowed} />}
      {data.define.allowed ? <UpdateConnectionForm key={connection?.id ?? 'new'} data={data} /> : <Read connection={connection} because={data.define.because} />}
    </Sheet>
  );
}

/** How it is doing, what waits and what uses it; and the hand at the tap. */
function Doing({ connection, mayPause }: { readonly connection: Connection; readonly mayPause: boolean }) {
  const { id, name, health, uses } = connection;
  const { send, isPending, error } = usePauseConnection(connection);
  const [undoes, setUndoes] = useState<boolean | null>(null);
  const isPaused = health.pausedAt !== null;
  const { name: rule, label } = healthState(health);
  const set = (paused: boolean, undo: boolean | null) => { if (!isPending) send(paused, () => setUndoes(undo)); };
  return (
    <SheetPart title="How it is doing" aside={<span role="status"><State name={rule}>{label}{isPaused ? <> since <When at={health.pausedAt ?? ''} /></> : health.closedUntil !== null && <> until <When at={health.closedUntil} /></>}</State></span>}>
      <dl className={styles.facts}>
        <dt>Effects</dt><dd>{queueWords(health)}. <Link to="/effects" search={{ connection: id, ...(health.needy === 0 && { group: 'under_way' as const }) }}>Effects through {name}</Link></dd>
        <dt>Called by</dt><dd>{uses.count === 0 ? 'No live workflow.' : uses.workflows.map((workflow, index) => <span key={workflow.id}>{index > 0 && ', '}<Link to="/workflows/$workflowId" params={{ workflowId: workflow.id }} search={{}}>{workflow.name}</Link></span>)}{uses.count > uses.workflows.length && ` and ${uses.count - uses.workflows.length} more`}</dd>
        {health.failures > 0 && <><dt>Calls in a row</dt><dd>{health.failures} without an answer that helps. {health.closedUntil === null ? 'The next call shows whether it is well again.' : 'It is left alone for a while, and then asked with one call only.'}</dd></>}
      </dl>
      {undoes !== null && (
        <Notice state={isPaused ? 'held' : 'recorded'} title={isPaused ? `Nothing is sent to ${name} now.` : `What waits is sent to ${name}.`} actions={<Button aria-disabled={isPending} onClick={() => set(undoes, null)}>Undo</Button>}>
          {isPaused ? <p>What is approved meanwhile waits, and goes out once it goes on.</p> : <p>Pausing again holds back what has not been sent by then.</p>}
        </Notice>
      )}
      {error !== null && <Notice state="unsent" title="Not recorded" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      {mayPause && undoes === null && <p className={sheetStyles.acts}><Button aria-disabled={isPending} onClick={() => set(!isPaused, isPaused)}>{isPaused ? 'Let it go on' : 'Pause'}</Button></p>}
    </SheetPart>
  );
}

function Read({ connection, because }: { readonly connection: Connection | null; readonly because: string | null }) {
  if (connection === null) return <p className={sheetStyles.quiet}>{because}</p>;
  const { caller, kind, mail, idempotency, lookUpPath, limits, replySchema, onDrift } = connection;
  return (
    <SheetPart title="How it is called">
      <dl className={styles.facts}>
        <dt>Who calls</dt><dd>{caller}.</dd>
        {mail !== undefined && <><dt>Mails are from</dt><dd>{mail.from}</dd></>}
        <dt>Twice</dt><dd>{kind === 'smtp' || kind === 'chat' ? 'What may have been handed over is never sent again by itself.' : doubtWords({ honoured: idempotency.honoured, lookUpPath: lookUpPath ?? '' })}</dd>
        <dt>Attempts</dt><dd>At most {limits.attemptsMax}{limits.perSecond !== null && `, and ${limits.perSecond} calls a second`}.</dd>
        {(kind ?? 'http') === 'http' && <><dt>Answers</dt><dd>{replySchema === null ? 'Any will do.' : onDrift === 'tolerate' ? 'Held to a schema; where one departs from it, that is written down.' : 'Held to a schema; where one departs from it, a person looks.'}</dd></>}
      </dl>
      <p className={sheetStyles.quiet}>{because}</p>
    </SheetPart>
  );
}
