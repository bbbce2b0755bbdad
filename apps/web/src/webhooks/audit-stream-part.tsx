import { stopAuditStream, type AuditStreamView } from '@countersign/contracts/audit';
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
import { StartAuditStreamForm } from './start-audit-stream.form.js';

/** The audit, sent on to this endpoint: for a system that keeps what happened, such as a SIEM or a warehouse. */
export function AuditStreamPart({ data: { endpoint, auditStream: stream, streamAudit } }: { readonly data: WebhookScreen['data'] }) {
  const [isStarting, setStarting] = useState(false);
  if (!streamAudit.allowed && stream === null) return null;
  const mayStart = streamAudit.allowed && endpoint.state === 'active' && stream?.state !== 'running';
  return (
    <SheetPart title="The audit, sent on" aside={mayStart && <Button onClick={() => setStarting(true)}>{stream === null ? 'Send the audit here…' : 'Send it again…'}</Button>}>
      {stream === null ? <p className={sheetStyles.quiet}>Every entry of the audit can be sent here, in its order and signed, for a system that keeps what happened.</p> : <Progress stream={stream} isHeld={endpoint.state !== 'active'} mayStop={streamAudit.allowed} />}
      {isStarting && <StartAuditStreamForm endpoint={endpoint} last={stream} onClose={() => setStarting(false)} />}
    </SheetPart>
  );
}

interface ProgressProps {
  readonly stream: AuditStreamView;
  readonly isHeld: boolean;
  readonly mayStop: boolean;
}

function Progress({ stream, isHeld, mayStop }: ProgressProps) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  const { send, isPending, error } = useKeyedChange<void>(
    (_nothing, idempotencyKey) => client.call(stopAuditStream, { params: { streamId: stream.id } }, { idempotencyKey }),
    () => announcer.say('Recorded: the audit is not sent here any more.'),
  );
  const { name, label } = standingOf(stream, isHeld);
  const waiting = stream.size - stream.nextIndex;
  return (
    <>
      <p><span role="status"><State name={name}>{label}</State></span></p>
      <p>{stream.startedBy.name} began it <When at={stream.startedAt} />. {arrivedText(stream)}{stream.arrivedAt !== null && <>, the last <When at={stream.arrivedAt} /></>}. {waitingText(waiting, stream)}</p>
      {stream.state === 'running' && stream.problem !== null && <p>{stream.failedAttempts === 1 ? 'The last attempt failed' : `The last ${stream.failedAttempts} attempts failed`}: {stream.problem}. {stream.nextAttemptAt !== null && !isHeld && <>It is tried again <When at={stream.nextAttemptAt} />; nothing is left out.</>}</p>}
      {error !== null && <Notice state="unsent" title="Not stopped" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      {stream.state === 'running' && mayStop && <p className={sheetStyles.acts}><Button aria-disabled={isPending} onClick={() => { if (!isPending) send(); }}>{isPending ? 'Sending' : 'Stop'}</Button></p>}
    </>
  );
}

function standingOf({ state, problem, nextIndex, size }: AuditStreamView, isHeld: boolean): { readonly name: StateName; readonly label: string } {
  if (state !== 'running') return { name: 'held', label: 'Stopped' };
  if (isHeld) return { name: 'held', label: 'Waits for the endpoint' };
  if (problem !== null) return { name: 'waiting', label: 'Being tried again' };
  return nextIndex < size ? { name: 'provisional', label: 'Being sent' } : { name: 'recorded', label: 'Everything has arrived' };
}

function arrivedText({ fromIndex, nextIndex }: AuditStreamView): string {
  if (nextIndex === fromIndex) return 'No entry has arrived yet';
  return nextIndex === fromIndex + 1 ? `Entry number ${nextIndex} has arrived` : `Entries ${fromIndex + 1} to ${nextIndex} have arrived`;
}

function waitingText(waiting: number, { state }: AuditStreamView): string {
  if (waiting <= 0) return state === 'running' ? 'None waits.' : 'There were no others.';
  const count = waiting === 1 ? '1 entry' : `${waiting} entries`;
  return state === 'running' ? `${count} ${waiting === 1 ? 'waits' : 'wait'}.` : `${count} came since and ${waiting === 1 ? 'was' : 'were'} not sent.`;
}
