import { startWebhookReplay, type WebhookEndpointView } from '@countersign/contracts/webhooks';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { SelectField, TextField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { replayPreviewQuery } from './preview-replay.query.js';

type Only = 'all' | 'failed';
const choices: readonly { readonly id: Only; readonly name: string }[] = [{ id: 'failed', name: 'those that failed' }, { id: 'all', name: 'all that are over' }];

/** The instant that a field of the browser's names, in the reader's own time; null for none. */
const instantOf = (local: string) => (local === '' || Number.isNaN(Date.parse(local)) ? null : new Date(local).toISOString());

/** Shows how much would be sent again, and how much of it has arrived; then sends just that. */
export function StartWebhookReplayForm({ endpoint, onClose }: { readonly endpoint: WebhookEndpointView; readonly onClose: () => void }) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  const id = useId();
  const params = { endpointId: endpoint.id };
  const [only, setOnly] = useState<Only>('failed');
  const [local, setLocal] = useState('');
  const preview = useQuery(replayPreviewQuery(client, endpoint.id, { only, since: instantOf(local) }));
  const { send, isPending, error } = useKeyedChange<NonNullable<typeof preview.data>>(
    ({ since, until, only: which, planDigest }, idempotencyKey) => client.call(startWebhookReplay, { params, body: { since, until, only: which, planDigest } }, { idempotencyKey }),
    () => announcer.say('Recorded: they are sent again.'),
  );
  const plan = preview.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending && plan !== undefined && plan.total > 0) send(plan, onClose);
  };
  return (
    <Dialog title={`Send deliveries to ${endpoint.name} again`} onClose={onClose}>
      <form className={sheetStyles.form} onSubmit={submit}>
        <SelectField id={`${id}-only`} label="Which" value={only} options={choices} onChange={(value) => setOnly(value as Only)} />
        <TextField id={`${id}-since`} label="Wanted since" type="datetime-local" value={local} hint="Left empty: since the first." onChange={setLocal} />
        <div role="status">{preview.error !== null ? <p>{readFailure(preview.error).sentence}</p> : <p>{plan === undefined ? 'Counting.' : planText(plan)}</p>}</div>
        {error !== null && <Notice state="unsent" title="Nothing was sent" role="alert" actions={<Button onClick={() => void preview.refetch()}>Count again</Button>}><p>{readFailure(error).sentence}</p></Notice>}
        <p className={sheetStyles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending || plan === undefined || plan.total === 0}>{isPending ? 'Sending' : plan === undefined || plan.total === 0 ? 'Send again' : `Send ${plan.total} again`}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </p>
      </form>
    </Dialog>
  );
}

function planText({ total, arrived }: { readonly total: number; readonly arrived: number }): string {
  if (total === 0) return 'None can be sent again.';
  const sent = total === 1 ? '1 delivery would be sent' : `${total} deliveries would be sent, the first wanted first`;
  if (arrived === 0) return `${sent}. None of them had arrived.`;
  return `${sent}. ${arrived} of them had arrived already: each keeps its webhook-id, and a receiver that honours ids ignores those.`;
}
