import type { ApiVersion } from '@countersign/contracts/platform';
import { updateWebhookEndpoint, type WebhookEndpointView } from '@countersign/contracts/webhooks';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { versionPreviewQuery } from './preview-version.query.js';
import styles from './webhook.module.css';

/** Shows what the receiver is sent now beside what it would be; then moves the endpoint. */
export function MoveEndpoint({ endpoint, version, onClose }: { readonly endpoint: WebhookEndpointView; readonly version: ApiVersion; readonly onClose: () => void }) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  const { data: plan, error: unread } = useQuery(versionPreviewQuery(client, endpoint.id, version));
  const { send, isPending, error } = useKeyedChange<void>(
    (_nothing, idempotencyKey) => client.call(updateWebhookEndpoint, { params: { endpointId: endpoint.id }, body: { name: endpoint.name, url: endpoint.url, version } }, { idempotencyKey }),
    () => announcer.say(`Recorded: ${endpoint.name} is sent version ${version}.`),
  );
  return (
    <Dialog title={`Move ${endpoint.name} to ${version}?`} onClose={onClose}>
      <p>What is approved from then on is sent in the new version. What was recorded before, and what is sent again, stays as it was.</p>
      <div role="status">{unread !== null ? <p>{readFailure(unread).sentence}</p> : plan === undefined ? <p>Looking.</p> : plan.says.map((each) => <p key={each}>{each}</p>)}</div>
      {plan?.events.map(({ name, before, after }) => (
        <div key={name} className={styles.beside}>
          <Shown title={`${name}, now`} body={before} />
          <Shown title={`${name}, in ${version}`} body={after} />
        </div>
      ))}
      {error !== null && <Notice state="unsent" title="Not moved" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <div className={sheetStyles.acts}>
        <Button look="ink" aria-disabled={isPending || plan === undefined} onClick={() => { if (!isPending && plan !== undefined) send(undefined, onClose); }}>{isPending ? 'Sending' : `Move to ${version}`}</Button>
        <Button onClick={onClose}>Leave it</Button>
      </div>
    </Dialog>
  );
}

function Shown({ title, body }: { readonly title: string; readonly body: Readonly<Record<string, unknown>> }) {
  return (
    <figure className={styles.shown}>
      <figcaption>{title}</figcaption>
      <pre className={styles.payload} tabIndex={0} role="region" aria-label={title}>{JSON.stringify(body, null, 2)}</pre>
    </figure>
  );
}
