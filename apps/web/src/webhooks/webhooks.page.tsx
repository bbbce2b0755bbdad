import type { WebhookRow, WebhooksScreen } from '@countersign/contracts/screens';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Button } from '../ui/button/button.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { Sheet, SheetRows, sheetStyles } from '../ui/sheet/sheet.js';
import { CreateWebhookEndpointForm } from './create-webhook-endpoint.form.js';
import { EndpointStateShown, healthText } from './endpoint-state.js';
import { webhooksQuery } from './show-webhooks.query.js';

const route = getRouteApi('/frame/webhooks');

/** Where events are sent, and how that fares. */
export function WebhooksPage() {
  const { after } = route.useSearch();
  const [isCreating, setCreating] = useState(false);
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch } = useQuery(webhooksQuery(client, frames, after));
  const mayDefine = screen?.data.define.allowed === true;
  useTitle('Webhooks');
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Webhooks"><Notice state="void" title="Your roles do not let you see where events are sent."><p>Ask an admin of your company. What other systems send to us stands with the <Link to="/webhook-sources" search={{}}>sources of messages</Link>.</p></Notice></Sheet>;
  return (
    <Sheet
      title="Webhooks"
      about="Addresses that are told, with a signature, of what was approved. Workflows name them."
      actions={<><Link to="/webhook-sources" search={{}}>Messages that come in</Link>{mayDefine && <Button look="ink" onClick={() => setCreating(true)}>Create an endpoint</Button>}</>}
    >
      {error !== null && <ReadingFailed error={error} what="Webhook endpoints" hasData={screen !== undefined} onRetry={() => void refetch()} />}
      {screen === undefined && error === null && <RuledLines lines={4} of="the webhook endpoints" />}
      {screen !== undefined && (screen.data.endpoints.items.length === 0 && after === undefined ? <Empty mayDefine={mayDefine} /> : <Rows data={screen.data} isLater={after !== undefined} />)}
      {isCreating && <CreateWebhookEndpointForm onClose={() => setCreating(false)} />}
    </Sheet>
  );
}

function Empty({ mayDefine }: { readonly mayDefine: boolean }) {
  return <p>There is no webhook endpoint yet, so no signed webhook is sent. Workflows call connected systems without one. {mayDefine ? 'Create the first one, then name it in a workflow.' : 'An admin of your company makes the first one.'}</p>;
}

function Rows({ data: { endpoints }, isLater }: { readonly data: WebhooksScreen['data']; readonly isLater: boolean }) {
  return (
    <>
      <SheetRows>{endpoints.items.map((endpoint) => <Row key={endpoint.id} endpoint={endpoint} />)}</SheetRows>
      {(endpoints.nextCursor !== null || isLater) && (
        <p className={sheetStyles.acts}>
          {isLater && <Link to="/webhooks" search={{}}>First page</Link>}
          {endpoints.nextCursor !== null && <Link to="/webhooks" search={{ after: endpoints.nextCursor }}>Next page</Link>}
        </p>
      )}
    </>
  );
}

function Row({ endpoint: { id, name, url, state, health } }: { readonly endpoint: WebhookRow }) {
  return (
    <li>
      <span className={sheetStyles.what}><Link to="/webhooks/$endpointId" params={{ endpointId: id }} search={{}}>{name}</Link><span className="mono">{url}</span></span>
      <span>{healthText(health)}</span>
      <EndpointStateShown state={state} />
    </li>
  );
}
