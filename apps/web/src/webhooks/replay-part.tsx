import { stopWebhookReplay, type WebhookReplayView } from '@countersign/contracts/webhooks';
import type { WebhookScreen } from '@countersign/contracts/screens';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { State, type StateName } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { StartWebhookReplayForm } from './start-webhook-replay.form.js';
import styles from './webhook.module.css';

const states: Readonly<Record<WebhookReplayView['state'], { readonly name: StateName; readonly label: string }>> = {
  running: { name: 'provisional', label: 'Being sent' },
  stopped: { name: 'held', label: 'Stopped' },
  done: { name: 'recorded', label: 'Done' },
};

/** Sending deliveries again, and how far the last of that has come. */
export function ReplayPart({ data: { endpoint, replay, define } }: { readonly data: WebhookScreen['data'] }) {
  const [isStarting, setStarting] = useState(false);
  const mayStart = define.allowed && endpoint.state === 'active' && replay?.state !== 'running';
  if (!define.allowed && replay === null) return null;
  return (
    <SheetPart title="Sent again" aside={mayStart && <Button onClick={() => setStarting(true)}>Send several again…</Button>}>
      {replay === null ? <p className={sheetStyles.quiet}>Several deliveries can be sent again at once: those that failed, or all since a time.</p> : <Progress replay={replay} mayStop={define.allowed} />}
      {isStarting && <StartWebhookReplayForm endpoint={endpoint} onClose={() => setStarting(false)} />}
    </SheetPart>
  );
}

function Progress({ replay, mayStop }: { readonly replay: WebhookReplayView; readonly mayStop: boolean }) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  const { send, isPending, error } = useKeyedChange<void>(
    (_nothing, idempotencyKey) => client.call(stopWebhookReplay, { params: { replayId: replay.id } }, { idempotencyKey }),
    () => announcer.say('Recorded: nothing more is sent again.'),
  );
  const { waiting, arrived, failed, retrying, skipped } = replay.progress;
  const all = waiting + arrived + failed + retrying + skipped;
  const parts = [[arrived, 'arrived'], [failed, 'failed'], [retrying, 'are tried again by their schedule'], [skipped, 'may not be sent any more'], [waiting, replay.state === 'stopped' ? 'were left' : 'wait']] as const;
  return (
    <>
      <p><span role="status"><State name={states[replay.state].name}>{states[replay.state].label}</State></span></p>
      <p>{replay.startedBy.name} began <When at={replay.startedAt} /> to send {replay.only === 'failed' ? 'what had failed' : 'everything'}{replay.since !== null && <> since <When at={replay.since} /></>} again. Of {all}: {parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`).join(', ')}.</p>
      {replay.state === 'running' && <progress className={styles.progress} aria-label="Sent again" value={all - waiting} max={all} />}
      {error !== null && <Notice state="unsent" title="Not stopped" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      {replay.state === 'running' && mayStop && <p className={sheetStyles.acts}><Button aria-disabled={isPending} onClick={() => { if (!isPending) send(); }}>Stop</Button></p>}
    </>
  );
}
