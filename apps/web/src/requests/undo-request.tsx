import { resolveEffect } from '@countersign/contracts/effects';
import { cancelRequest, previewReversal, reverseRequest, type ReversalView } from '@countersign/contracts/requests';
import type { RequestSheet } from '@countersign/contracts/screens';
import { revokeDecision } from '@countersign/contracts/tasks';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { Sends } from '../ui/exchange/sends.js';
import { Notice } from '../ui/notice/notice.js';
import { ReasonedAct, useReasonedAct } from './reasoned-act.js';
import styles from './request-actions.module.css';

export type Undo = 'revoke' | 'cancel' | 'reverse' | 'resolve';

interface UndoProps {
  readonly sheet: RequestSheet;
  readonly onClose: () => void;
}

/** Takes something back: which of them, the server offered. */
export function UndoRequestForm({ undo, ...props }: UndoProps & { readonly undo: Undo }) {
  switch (undo) {
    case 'revoke':
      return <Revoke {...props} />;
    case 'cancel':
      return <Cancel {...props} />;
    case 'reverse':
      return <Reverse {...props} />;
    case 'resolve':
      return <Resolve {...props} />;
  }
}

function Revoke({ sheet: { request, revocable }, onClose }: UndoProps) {
  const client = useClient();
  const act = useReasonedAct(`your decision on request ${request.number} is taken back`, onClose, (reason, idempotencyKey) => client.call(revokeDecision, { params: { taskId: revocable?.taskId ?? '' }, body: { reason } }, { idempotencyKey }));
  return (
    <ReasonedAct title={`Take back your decision as ${revocable?.stepName ?? ''}?`} asks="Why you take it back" does="Take it back" {...act} onClose={onClose}>
      <p>The step is asked again. Your decision stays in the ledger, marked as taken back; what others signed stays signed.</p>
    </ReasonedAct>
  );
}

function Cancel({ sheet: { request }, onClose }: UndoProps) {
  const client = useClient();
  const act = useReasonedAct(`request ${request.number} is cancelled`, onClose, (reason, idempotencyKey) => client.call(cancelRequest, { params: { requestId: request.id }, body: { reason } }, { idempotencyKey }));
  return (
    <ReasonedAct title={`Cancel “${request.title}”?`} asks="Why it is cancelled" does="Cancel the request" {...act} onClose={onClose}>
      <p>It ends here in place of {request.requester.name}, who is told, with your reason. Nothing of it was carried out. Its ledger stays.</p>
    </ReasonedAct>
  );
}

function Reverse({ sheet: { request }, onClose }: UndoProps) {
  const client = useClient();
  const [outcome, setOutcome] = useState<'reversed' | 'rejected'>('reversed');
  const preview = useQuery({ queryKey: ['reversal', request.id], queryFn: ({ signal }) => client.call(previewReversal, { params: { requestId: request.id } }, { signal }), staleTime: 0 });
  const act = useReasonedAct(`request ${request.number} is ${outcome}${followsText(preview.data)}`, onClose, (reason, idempotencyKey) =>
    client.call(reverseRequest, { params: { requestId: request.id }, body: { reason, outcome, consequencesDigest: preview.data?.consequencesDigest ?? '' } }, { idempotencyKey }));
  return (
    <ReasonedAct title={`Undo “${request.title}”?`} asks="Why it is undone" does={outcome === 'reversed' ? 'Undo it' : 'Reject it after all'} isHeld={preview.data === undefined} {...act} onClose={onClose}>
      {preview.error !== null && <Notice state="unsent" title="What it would do cannot be shown" role="alert"><p>{readFailure(preview.error).sentence}</p></Notice>}
      {preview.data === undefined ? <p>Working out what it would do…</p> : <Undone reversal={preview.data} />}
      <OutcomeChoice outcome={outcome} onChange={setOutcome} />
    </ReasonedAct>
  );
}

/** What is not undone by that alone: a person has to, or it is under way. */
function followsText(reversal: ReversalView | undefined): string {
  if (reversal === undefined) return '';
  if (reversal.byPerson > 0) return `; ${reversal.byPerson === 1 ? 'one of its effects still waits' : `${reversal.byPerson} of its effects still wait`} for a person to undo it`;
  return reversal.effects.some(({ how }) => how !== 'nothing' && how !== 'never_begun') ? '; what was carried out is being undone' : '';
}

function Undone({ reversal: { effects, byPerson } }: { readonly reversal: ReversalView }) {
  if (effects.length === 0) return <p>Nothing was to be carried out, so nothing has to be undone.</p>;
  return (
    <>
      <p>In this order, each once the one before is done:</p>
      <ol className={styles.undone}>{effects.map(({ effectId, how, text, sends }) => <li key={effectId} data-how={how}>{text}{sends !== undefined && <Sends text={sends} />}</li>)}</ol>
      {byPerson > 0 && <Notice state="blocked" title={byPerson === 1 ? 'One of them cannot be undone from here' : `${byPerson} of them cannot be undone from here`}><p>A person has to, outside, and says here that it is done.</p></Notice>}
    </>
  );
}

function OutcomeChoice({ outcome, onChange }: { readonly outcome: 'reversed' | 'rejected'; readonly onChange: (outcome: 'reversed' | 'rejected') => void }) {
  const name = useId();
  const choice = (value: 'reversed' | 'rejected', label: string) => (
    <label><input type="radio" name={name} checked={outcome === value} onChange={() => onChange(value)} /> {label}</label>
  );
  return <fieldset className={styles.choice}><legend>It then stands as</legend>{choice('reversed', 'reversed: as if it had not been approved')}{choice('rejected', 'rejected after all')}</fieldset>;
}

function Resolve({ sheet: { request }, onClose }: UndoProps) {
  const client = useClient();
  const waiting = request.effects.find(({ undoesId, state }) => undoesId !== null && (state === 'parked' || state === 'failed'));
  const act = useReasonedAct(`${waiting?.stepName ?? 'it'} is done`, onClose, (evidence, idempotencyKey) => client.call(resolveEffect, { params: { effectId: waiting?.id ?? '' }, body: { evidence } }, { idempotencyKey }));
  return (
    <ReasonedAct title={`${waiting?.stepName ?? ''}: is it done?`} asks="How it can be seen that it is undone" does="It is undone" {...act} onClose={onClose}>
      <p>{waiting?.lastProblem ?? ''} What waits for it goes on then.</p>
    </ReasonedAct>
  );
}
