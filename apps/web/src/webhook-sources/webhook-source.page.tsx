import type { WebhookSourceScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { MessagesPart } from './messages-part.js';
import { webhookSourceQuery } from './show-webhook-source.query.js';
import { SourceSecrets } from './source-secrets.js';
import { SourceStanding } from './source-standing.js';
import { UpdateWebhookSourceForm } from './update-webhook-source.form.js';

const route = getRouteApi('/frame/webhook-sources/$sourceId');
type Data = WebhookSourceScreen['data'];

/** One source, or a new one: how it fares, what came, and what is done with it. */
export function WebhookSourcePage() {
  const { sourceId } = route.useParams();
  const search = route.useSearch();
  const isNew = sourceId === 'new';
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch, isPlaceholderData } = useQuery(webhookSourceQuery(client, frames, isNew ? null : sourceId, search));
  const isOther = screen !== undefined && (screen.data.source?.id ?? 'new') !== sourceId;
  const title = isNew ? 'Create a source' : isOther ? 'Source' : (screen?.data.source?.name ?? 'Source');
  useTitle(title);
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title="There is no such source"><p><Link to="/webhook-sources" search={{}}>To the sources</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Source"><Notice state="void" title="Your roles do not let you see where other systems send messages." /></Sheet>;
  if (screen === undefined || isOther) return <Sheet title={title}>{error === null ? <RuledLines lines={8} of="the source" /> : <ReadingFailed error={error} what="This source" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  const seesEffects = screen.me.permissions.includes('effect.read');
  return (
    <Sheet title={title} about={data.source === null ? 'A place where another system sends signed messages.' : undefined} actions={<Link to="/webhook-sources" search={{}}>All sources</Link>}>
      {error !== null && <ReadingFailed error={error} what="The newest state of this source" hasData onRetry={() => void refetch()} />}
      {data.source !== null && <SourceStanding data={data} source={data.source} />}
      {data.source !== null && <MessagesPart data={data} source={data.source} asOf={screen.asOf} search={search} seesEffects={seesEffects} isBusy={isPlaceholderData} />}
      {data.source !== null && <SourceSecrets data={data} source={data.source} />}
      {data.choices !== null ? <UpdateWebhookSourceForm key={data.source?.id ?? 'new'} source={data.source} choices={data.choices} /> : <Read data={data} />}
    </Sheet>
  );
}

function Read({ data: { source, define } }: { readonly data: Data }) {
  if (source === null) return <p className={sheetStyles.quiet}>{define.because}</p>;
  return (
    <SheetPart title="What is done with messages">
      {source.rules.length === 0 ? <p>They are kept, and nothing is done.</p> : <ul>{source.rules.map(({ type, act }) => <li key={type}><span className="mono">{type}</span> {sentences[act.kind]}.</li>)}</ul>}
      {source.requester !== null && <p>Requests are started in the name of {source.requester.name}.</p>}
      <p className={sheetStyles.quiet}>{define.because}</p>
    </SheetPart>
  );
}

const sentences = { start_request: 'starts a request', complete_wait: 'ends a step that waits for it', report_effect: 'says what became of an effect' } as const;
