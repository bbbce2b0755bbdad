import type { SourceRow, WebhookSourcesScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { countText, deadText, messageStates } from '../platform/webhook-sources/source-words.js';
import { linkLook } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { webhookSourcesQuery } from './show-webhook-sources.query.js';

const route = getRouteApi('/frame/webhook-sources');

/** Where other systems send messages, and how that fares. */
export function WebhookSourcesPage() {
  const { after } = route.useSearch();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(webhookSourcesQuery(client, frames, after));
  const mayDefine = screen?.data.define.allowed === true;
  useTitle('Sources of messages');
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Sources of messages"><Notice state="void" title="Your roles do not let you see where other systems send messages."><p>Ask an admin of your company.</p></Notice></Sheet>;
  return (
    <Sheet
      title="Sources of messages"
      about="Where your other systems send signed messages, and what is done with them: they start requests, end steps that wait, and say what became of effects."
      actions={<><Link to="/webhooks" search={{}}>Webhooks that we send</Link>{mayDefine && <Link to="/webhook-sources/$sourceId" params={{ sourceId: 'new' }} search={{}} {...linkLook('ink')}>Create a source</Link>}</>}
    >
      {error !== null && <ReadingFailed error={error} what="Sources" hasData={screen !== undefined} onRetry={() => void refetch()} />}
      {screen === undefined && error === null && <RuledLines lines={4} of="the sources" />}
      {screen !== undefined && (screen.data.sources.items.length === 0 && after === undefined ? <Empty mayDefine={mayDefine} /> : <Rows data={screen.data} isLater={after !== undefined} />)}
    </Sheet>
  );
}

function Empty({ mayDefine }: { readonly mayDefine: boolean }) {
  return <p>No other system sends messages yet. {mayDefine ? 'Create a source, and give its address and its secret to the system that is to send.' : 'An admin of your company creates the first source.'}</p>;
}

function Rows({ data: { sources }, isLater }: { readonly data: WebhookSourcesScreen['data']; readonly isLater: boolean }) {
  return (
    <>
      <SheetRows>{sources.items.map((source) => <Row key={source.id} source={source} />)}</SheetRows>
      {(sources.nextCursor !== null || isLater) && (
        <p className={sheetStyles.acts}>
          {isLater && <Link to="/webhook-sources" search={{}}>First page</Link>}
          {sources.nextCursor !== null && <Link to="/webhook-sources" search={{ after: sources.nextCursor }}>Next page</Link>}
        </p>
      )}
    </>
  );
}

function Row({ source: { id, name, path, pausedAt, lastMessage, waiting, dead } }: { readonly source: SourceRow }) {
  const to = { to: '/webhook-sources/$sourceId' as const, params: { sourceId: id } };
  return (
    <li>
      <span className={sheetStyles.what}><Link {...to} search={{}}>{name}</Link><span className="mono">{path}</span></span>
      <span className={sheetStyles.what}>
        <span>{lastMessage === null ? 'Nothing has come yet' : <>Last <When at={lastMessage.receivedAt} />{lastMessage.type !== null && `, ${lastMessage.type}`}: {messageStates[lastMessage.state].label.toLowerCase()}</>}</span>
        {waiting > 0 && <span>{countText(waiting)} {waiting === 1 ? 'waits its turn' : 'wait their turn'}</span>}
        {dead > 0 && <Link {...to} search={{ state: 'dead' }}>{deadText(dead)}</Link>}
      </span>
      <span>{pausedAt !== null ? <State name="held">Paused</State> : dead > 0 ? <State name="blocked">Needs a look</State> : <State name="recorded">Takes messages</State>}</span>
    </li>
  );
}
