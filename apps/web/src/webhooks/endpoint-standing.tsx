import type { WebhookScreen } from '@countersign/contracts/screens';
import { useState } from 'react';
import { readFailure } from '../platform/api/failure.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { When } from '../ui/time/when.js';
import { EndpointStateShown, healthText } from './endpoint-state.js';
import { usePauseWebhookEndpoint, useResumeWebhookEndpoint } from './pause-webhook-endpoint.mutation.js';
import { UpdateWebhookEndpointForm } from './update-webhook-endpoint.form.js';
import styles from './webhook.module.css';

type Data = WebhookScreen['data'];

/** Where an endpoint is, whether it takes webhooks, and what can be done about that. */
export function EndpointStanding({ data }: { readonly data: Data }) {
  const { endpoint, health, failing, define, pause, resume } = data;
  const [isChanging, setChanging] = useState(false);
  const [pausing, resuming] = [usePauseWebhookEndpoint(endpoint), useResumeWebhookEndpoint(endpoint)];
  const failure = pausing.error ?? resuming.error;
  return (
    <SheetPart title="Where it stands" aside={<span role="status"><EndpointStateShown state={endpoint.state} /></span>}>
      <dl className={styles.facts}>
        <div><dt>Address</dt><dd className="mono">{endpoint.url}</dd></div>
        <div><dt>Deliveries</dt><dd>{healthText(health)}</dd></div>
        <div><dt>Created</dt><dd><When at={endpoint.createdAt} /></dd></div>
      </dl>
      <StateNotice data={data} />
      {failing !== null && (
        <Notice state="conflict" title={`${failing.attempts === 1 ? 'The last attempt' : `The last ${failing.attempts} attempts`} failed.`}>
          <p>Nothing has arrived since <When at={failing.since} />. If that goes on, the endpoint is disabled from <When at={failing.disabledFrom} /> on, and what is wanted then waits.</p>
        </Notice>
      )}
      {failure !== null && <Notice state="unsent" title="Not recorded" role="alert"><p>{readFailure(failure).sentence}</p></Notice>}
      <p className={sheetStyles.acts}>
        {resume.allowed && <Button look="ink" aria-disabled={resuming.isPending} onClick={() => { if (!resuming.isPending) resuming.send(); }}>{endpoint.state === 'disabled' ? 'Enable it again' : 'Resume'}</Button>}
        {define.allowed && <Button onClick={() => setChanging(true)}>Change it…</Button>}
        {pause.allowed && <Button aria-disabled={pausing.isPending} onClick={() => { if (!pausing.isPending) pausing.send(); }}>Pause</Button>}
      </p>
      {!define.allowed && <p className={sheetStyles.quiet}>{define.because}</p>}
      {isChanging && <UpdateWebhookEndpointForm endpoint={endpoint} onClose={() => setChanging(false)} />}
    </SheetPart>
  );
}

function StateNotice({ data: { endpoint: { state, stateSince, stateBecause } } }: { readonly data: Data }) {
  if (state === 'active' || stateSince === null) return null;
  return (
    <Notice state={state === 'paused' ? 'held' : 'void'} title={state === 'paused' ? 'Nothing is sent to it.' : 'It was disabled: nothing is sent to it.'}>
      {stateBecause !== null && <p>{stateBecause}</p>}
      <p>Since <When at={stateSince} /> what is wanted waits. Nothing is lost: it goes, the first wanted first, when the endpoint is {state === 'paused' ? 'resumed' : 'enabled again'}.</p>
    </Notice>
  );
}
