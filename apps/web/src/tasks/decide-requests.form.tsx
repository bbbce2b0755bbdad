import { verdicts, type Verdict } from '@countersign/contracts/requests';
import type { InboxRow } from '@countersign/contracts/screens';
import { previewDecisions, type DecisionsPreview } from '@countersign/contracts/tasks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { Button } from '../ui/button/button.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Money } from '../ui/money/money.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { State } from '../ui/state/state.js';
import styles from './decide-requests.module.css';
import { useSigningTogether, type SigningTogether } from './decide-requests.mutation.js';

export interface DecideRequestsFormProps {
  readonly rows: readonly InboxRow[];
  readonly signer: string;
  readonly memberId: string;
  /** These are still to be decided: look at them again. */
  readonly onAgain: (taskIds: readonly string[]) => void;
  readonly onLeave: () => void;
}

const keyOf: Readonly<Record<Verdict, string>> = { approve: 'a', reject: 'r', request_changes: 'c' };
const words: Readonly<Record<Verdict, string>> = { approve: 'Approve', reject: 'Reject', request_changes: 'Request changes' };
const freshMs = 20_000;

/** Decides several requests of one type: a verdict is armed, what it would cause of each is shown, and only then it is signed. */
export function DecideRequestsForm({ rows, signer, memberId, onAgain, onLeave }: DecideRequestsFormProps) {
  const id = useId();
  const signing = useSigningTogether(memberId);
  const taskIds = rows.map((row) => row.id).join(',');
  return (
    <section className={styles.panel} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} tabIndex={-1}>{signing.items.length === 0 ? 'Decide together' : 'What became of each'}</h2>
      {signing.items.length > 0 && <Results signing={signing} onAgain={(ids) => { signing.clear(); onAgain(ids); }} onDone={() => { signing.clear(); onLeave(); }} />}
      {signing.items.length === 0 && rows.length === 0 && <p>Choose rows in the list: x selects one, Shift and x all up to there. They must be of one request type.</p>}
      {signing.items.length === 0 && rows.length > 0 && <Choose key={taskIds} taskIds={taskIds} signer={signer} onSign={signing.sign} />}
    </section>
  );
}

interface ChooseProps {
  readonly taskIds: string;
  readonly signer: string;
  readonly onSign: (preview: DecisionsPreview, reason: string) => void;
}

function Choose({ taskIds, signer, onSign }: ChooseProps) {
  const client = useClient();
  const id = useId();
  const [verdict, setVerdict] = useState<Verdict>('approve');
  const [isArmed, setArmed] = useState(false);
  const [reason, setReason] = useState('');
  const [lacksReason, setLacksReason] = useState(false);
  const pen = useRef<HTMLButtonElement>(null);
  const why = useRef<HTMLTextAreaElement>(null);
  // By verdict and tasks: what is signed is what is on screen, and no answer stands for another question.
  const { data: preview, error, refetch } = useQuery({ queryKey: ['screen', 'together', verdict, taskIds], queryFn: ({ signal }) => client.call(previewDecisions, { query: { taskIds, verdict } }, { signal }), staleTime: freshMs });
  const able = preview?.items.filter(({ consequences }) => consequences !== null).length ?? 0;
  const isReady = isArmed && preview !== undefined && able > 0;
  const asksWhy = preview?.reasonRequired === true;
  useEffect(() => {
    if (isReady) (asksWhy ? why.current : pen.current)?.focus();
  }, [isReady, asksWhy]);
  const arm = (next: Verdict) => {
    setVerdict(next);
    setArmed(true);
  };
  const putDown = () => {
    setArmed(false);
    setLacksReason(false);
  };
  const sign = () => {
    if (!isReady) return;
    if (!asksWhy || reason.trim() !== '') return onSign(preview, reason);
    setLacksReason(true);
    why.current?.focus();
  };
  useKeys([
    ...verdicts.map((each) => ({ keys: keyOf[each], does: `Take up the pen: ${words[each].toLowerCase()} together`, group: 'Request' as const, run: (event: Event) => { event.preventDefault(); arm(each); } })),
    ...(isArmed ? [{ keys: 'Escape', does: 'Cancel: nothing is sent', group: 'Request' as const, inFields: true, run: putDown }] : []),
  ]);
  if (error !== null) return <ReadingFailed error={error} what="What this would cause" onRetry={() => void refetch()} />;
  if (preview === undefined) return <RuledLines lines={5} of="what this would cause" />;
  return (
    <>
      <p className={styles.statement}>{preview.statement === '' ? 'None of these can be decided so.' : preview.statement}</p>
      <Items preview={preview} />
      {!isReady && <div className={styles.acts}>{verdicts.map((each, at) => <Button key={each} look={at === 0 ? 'ink' : 'line'} keys={keyOf[each]} onClick={() => arm(each)}>{words[each]}…</Button>)}</div>}
      {isReady && (
        <>
          <label htmlFor={`${id}-why`}>{asksWhy ? 'Reason, for all of them' : 'Reason, for all of them (may be left empty)'}</label>
          <textarea ref={why} id={`${id}-why`} rows={2} maxLength={4000} value={reason} required={asksWhy} aria-invalid={lacksReason} aria-describedby={`${id}-hint`} onChange={(event) => { setReason(event.target.value); setLacksReason(false); }} onKeyDown={(event) => signByEnter(event, sign)} />
          <p id={`${id}-hint`} className={styles.hint} role={lacksReason ? 'alert' : undefined}>{lacksReason ? 'Say why: a reason is needed here. Nothing was sent.' : `${signer} signs each of them. Enter signs, Shift and Enter begin a new line.`}</p>
          <div className={styles.acts}>
            <Button ref={pen} look="ink" keys="Enter" onClick={(event: MouseEvent) => { if (event.detail <= 1) sign(); }} onKeyDown={stopHeldKey}><span className="spoken">Sign: </span>{preview.label}</Button>
            <Button keys="Escape" onClick={putDown}>Cancel</Button>
          </div>
        </>
      )}
    </>
  );
}

// A key that is held down must not sign.
const stopHeldKey = (event: KeyboardEvent) => {
  if (event.repeat) event.preventDefault();
};

function signByEnter(event: KeyboardEvent, sign: () => void): void {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  if (!event.repeat) sign();
}

function Items({ preview }: { readonly preview: DecisionsPreview }) {
  return (
    <ul className={styles.items}>
      {preview.items.map(({ title, requestNumber, amount, consequences, problem }, at) => (
        <li key={consequences?.taskId ?? at}>
          <span><b>{title ?? 'No longer yours to see'}</b> {requestNumber !== null && <span className="mono">{requestNumber}</span>}</span>
          <span className={styles.worth}><Money value={amount} /></span>
          <span className={styles.detail}>
            {problem !== null && <State name="conflict">Left out: {problem.title}</State>}
            {consequences !== null && causeOf(consequences)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function causeOf({ next, effects }: NonNullable<DecisionsPreview['items'][number]['consequences']>): string {
  const after = { waits: 'still waits for further signatures', opens_step: `goes on to ${next.stepName ?? 'the next step'}`, needs_approver: 'stops for want of an approver', returned: 'goes back to its requester', approved: 'is approved', rejected: 'is rejected' }[next.outcome];
  return [`Then it ${after}`, ...effects.map(({ label }) => label)].join('; ');
}

function Results({ signing, onAgain, onDone }: { readonly signing: SigningTogether; readonly onAgain: (taskIds: readonly string[]) => void; readonly onDone: () => void }) {
  const { items, stateOf, isSending } = signing;
  const idsIn = (state: string) => items.map(({ taskId }) => taskId).filter((taskId) => stateOf(taskId).state === state);
  const [recorded, refused, unsent] = [idsIn('recorded'), idsIn('refused'), idsIn('unsent')];
  return (
    <>
      <p role="status">{recorded.length} of {items.length} recorded{refused.length > 0 && `, ${refused.length} refused`}{unsent.length > 0 && `, ${unsent.length} not sent`}{isSending && '. Sending'}</p>
      <progress className={styles.progress} max={items.length} value={recorded.length + refused.length} aria-label="How many have an answer" />
      <ul className={styles.items}>
        {items.map(({ taskId, title, requestNumber }) => {
          const became = stateOf(taskId);
          return (
            <li key={taskId} data-state={became.state}>
              <span><b>{title}</b> <span className="mono">{requestNumber}</span></span>
              <span className={styles.worth}>{wordOf(became.state)}</span>
              {'why' in became && <span className={styles.detail}>{became.why}</span>}
            </li>
          );
        })}
      </ul>
      <div className={styles.acts}>
        {!isSending && unsent.length > 0 && <Button look="ink" onClick={signing.retry}>Retry those not sent</Button>}
        {!isSending && refused.length > 0 && <Button onClick={() => onAgain(refused)}>Look at those refused again</Button>}
        {!isSending && <Button onClick={onDone}>Done</Button>}
      </div>
    </>
  );
}

function wordOf(state: ReturnType<SigningTogether['stateOf']>['state']) {
  switch (state) {
    case 'recorded':
      return <State name="recorded">Recorded</State>;
    case 'refused':
      return <State name="void">Refused</State>;
    case 'unsent':
      return <State name="unsent">Not sent</State>;
    case 'sending':
    case 'waiting':
      return <State name="provisional">Sending</State>;
  }
}
