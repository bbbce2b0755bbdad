import type { WebhookScreen } from '@countersign/contracts/screens';
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
import { AuditStreamPart } from './audit-stream-part.js';
import { DeliveryRow } from './delivery-row.js';
import { EndpointStanding } from './endpoint-standing.js';
import { webhookQuery } from './show-webhook.query.js';
import { ReplayPart } from './replay-part.js';
import { ResendDelivery } from './resend-delivery.js';
import { SigningSecrets } from './signing-secrets.js';
import { ToldEvents } from './told-events.js';
import styles from './webhook.module.css';

const route = getRouteApi('/frame/webhooks/$endpointId');
type Data = WebhookScreen['data'];

/** One endpoint: where it is, how it fares, and what was sent to it. */
export function WebhookPage() {
  const { endpointId } = route.useParams();
  const { after } = route.useSearch();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data: screen, error, refetch, isPlaceholderData } = useQuery(webhookQuery(client, frames, endpointId, after));
  const title = screen?.data.endpoint.name ?? 'Webhook endpoint';
  useTitle(title);
  if (isRefusal(error, 'not_found', 'invalid_input')) return <Sheet title="There is no such webhook endpoint"><p><Link to="/webhooks" search={{}}>To the webhook endpoints</Link></p></Sheet>;
  if (isRefusal(error, 'permission_denied')) return <Sheet title="Webhook endpoint"><Notice state="void" title="Your roles do not let you see where events are sent." /></Sheet>;
  if (screen === undefined) return <Sheet title={title}>{error === null ? <RuledLines lines={8} of="the webhook endpoint" /> : <ReadingFailed error={error} what="This webhook endpoint" onRetry={() => void refetch()} />}</Sheet>;
  const { data } = screen;
  return (
    <Sheet title={title} actions={<Link to="/webhooks" search={{}}>All webhook endpoints</Link>}>
      {error !== null && <ReadingFailed error={error} what="The newest state of this endpoint" hasData onRetry={() => void refetch()} />}
      <EndpointStanding data={data} />
      <ToldEvents data={data} />
      <SigningSecrets data={data} />
      <ReplayPart data={data} />
      <AuditStreamPart data={data} />
      <Deliveries data={data} isLater={after !== undefined} isBusy={isPlaceholderData} />
    </Sheet>
  );
}

interface DeliveriesProps {
  readonly data: Data;
  readonly isLater: boolean;
  readonly isBusy: boolean;
}

function Deliveries({ data: { endpoint, deliveries, define }, isLater, isBusy }: DeliveriesProps) {
  const mayResend = define.allowed && endpoint.state === 'active';
  const to = { to: '/webhooks/$endpointId' as const, params: { endpointId: endpoint.id } };
  if (deliveries === null) return <SheetPart title="Deliveries"><p className={sheetStyles.quiet}>Your roles do not let you see effects and their deliveries.</p></SheetPart>;
  return (
    <SheetPart title="Deliveries">
      <div aria-busy={isBusy}>
        {deliveries.items.length === 0 ? <p className={sheetStyles.quiet}>Nothing has been sent to it yet. A delivery begins when a request is approved whose workflow names this endpoint.</p> : <ul className={styles.deliveries}>{deliveries.items.map((delivery) => <DeliveryRow key={delivery.id} delivery={delivery}>{mayResend && (delivery.state === 'delivered' || delivery.state === 'failed') && <ResendDelivery delivery={delivery} />}</DeliveryRow>)}</ul>}
      </div>
      {(isLater || deliveries.nextCursor !== null) && (
        <p className={sheetStyles.acts}>
          {isLater && <Link {...to} search={{}}>First page</Link>}
          {deliveries.nextCursor !== null && <Link {...to} search={{ after: deliveries.nextCursor }}>Next page</Link>}
        </p>
      )}
    </SheetPart>
  );
}
