import type { ConnectionRow, ConnectionsScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { healthState, queueWords } from '../platform/connections/connection-words.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { linkLook } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { connectionsQuery } from './show-connections.query.js';

const route = getRouteApi('/frame/connections');

/** Other systems that workflows call once something is approved. */
export function ConnectionsPage() {
  const { after } = route.useSearch();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(connectionsQuery(client, frames, after));
  const mayDefine = screen?.data.define.allowed === true;
  useTitle('Connections');
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Connections"><Notice state="void" title="Your roles do not let you see connections."><p>Ask an admin of your company.</p></Notice></Sheet>;
  return (
    <Sheet
      title="Connections"
      about="Other systems that workflows call once something is approved, such as a bank or an order system."
      actions={<><Link to="/record-sets" search={{}}>Records kept from them</Link>{mayDefine && <Link to="/connections/$connectionId" params={{ connectionId: 'new' }} {...linkLook('ink')}>Connect a system</Link>}</>}
    >
      {error !== null && <ReadingFailed error={error} what="Connections" hasData={screen !== undefined} onRetry={() => void refetch()} />}
      {screen === undefined && error === null && <RuledLines lines={4} of="the connections" />}
      {screen !== undefined && (screen.data.connections.items.length === 0 && after === undefined ? <Empty mayDefine={mayDefine} /> : <Rows data={screen.data} isLater={after !== undefined} />)}
    </Sheet>
  );
}

function Empty({ mayDefine }: { readonly mayDefine: boolean }) {
  return <p>No system is connected yet. {mayDefine ? 'Connect one, try it, and then let a step of a workflow call it.' : 'An admin of your company connects the first one.'}</p>;
}

function Rows({ data: { connections }, isLater }: { readonly data: ConnectionsScreen['data']; readonly isLater: boolean }) {
  return (
    <>
      <SheetRows>{connections.items.map((connection) => <Row key={connection.id} connection={connection} />)}</SheetRows>
      {(connections.nextCursor !== null || isLater) && (
        <p className={sheetStyles.acts}>
          {isLater && <Link to="/connections" search={{}}>First page</Link>}
          {connections.nextCursor !== null && <Link to="/connections" search={{ after: connections.nextCursor }}>Next page</Link>}
        </p>
      )}
    </>
  );
}

function Row({ connection: { id, name, baseUrl, caller, health, uses } }: { readonly connection: ConnectionRow }) {
  const { name: rule, label } = healthState(health);
  const [first] = uses.workflows;
  const others = uses.count - 1;
  return (
    <li>
      <span className={sheetStyles.what}><Link to="/connections/$connectionId" params={{ connectionId: id }}>{name}</Link><span className="mono">{baseUrl}</span><span>{caller}</span></span>
      <span className={sheetStyles.what}>
        <span>{first === undefined ? 'No live workflow calls it' : <>Called by <Link to="/workflows/$workflowId" params={{ workflowId: first.id }} search={{}}>{first.name}</Link>{others > 0 && ` and ${others} ${others === 1 ? 'other' : 'others'}`}</>}</span>
        <span>{queueWords(health)}</span>
      </span>
      <span><State name={rule}>{label}{health.pausedAt === null && health.closedUntil !== null && <> until <When at={health.closedUntil} /></>}</State></span>
    </li>
  );
}
