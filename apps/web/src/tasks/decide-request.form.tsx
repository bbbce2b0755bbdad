import type { Verdict } from '@countersign/contracts/requests';
import type { RequestSheet } from '@countersign/contracts/screens';
import type { ConsequencesView } from '@countersign/contracts/tasks';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { Button } from '../ui/button/button.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { Mark } from '../ui/mark/mark.js';
import { Notice } from '../ui/notice/notice.js';
import { Consequences } from './consequences.js';
import { SignedRecord } from './signed-record.js';
import { signedOf, useDecisions, type SignedDecision } from './decide-request.mutation.js';
import styles from './decide-request.module.css';

export interface DecideRequestFormProps {
  readonly sheet: RequestSheet;
  readonly decision: NonNullable<RequestSheet['decision']>;
  readonly signer: string;
  readonly onSign: (decision: SignedDecision) => void;
}

/** What is armed: a verdict, and exactly what it meant when it was armed. */
type Armed = Pick<ConsequencesView, 'verdict' | 'revisionDigest' | 'consequencesDigest'>;
const keyOf: Readonly<Record<Verdict, string>> = { approve: 'a', reject: 'r', request_changes: 'c' };
const doesOf: Readonly<Record<Verdict, string>> = { approve: 'Take up the pen to approve', reject: 'Take up the pen to reject', request_changes: 'Take up the pen to request changes' };
const asksWhy = (verdict: Verdict) => verdict !== 'approve';

/**
 * The decision block. A choice is armed first (its key, or a click) and signed second (Enter, or another click): one
 * key never decides. What is armed falls when what it would cause is no longer what was shown.
 */
export function DecideRequestForm({ sheet, decision, signer, onSign }: DecideRequestFormProps) {
  const decisions = useDecisions();
  const id = useId();
  const [armed, setArmed] = useState<Armed | null>(null);
  const [reason, setReason] = useState(() => decisions.reasonOf(sheet.request.id));
  const [lacksReason, setLacksReason] = useState(false);
  const pen = useRef<HTMLButtonElement>(null);
  const why = useRef<HTMLTextAreaElement>(null);
  const acts = useRef<HTMLDivElement>(null);
  const { choices } = decision;
  const armedChoice = choices.find((choice) => armed !== null && choice.verdict === armed.verdict && choice.revisionDigest === armed.revisionDigest && choice.consequencesDigest === armed.consequencesDigest);
  const hasFallen = armed !== null && armedChoice === undefined;
  const shown = armedChoice ?? choices[0];

  const arm = (verdict: Verdict) => {
    const choice = choices.find((candidate) => candidate.verdict === verdict);
    if (choice !== undefined) setArmed({ verdict, revisionDigest: choice.revisionDigest, consequencesDigest: choice.consequencesDigest });
  };
  const putDown = () => {
    setArmed(null);
    setLacksReason(false);
  };
  const verdict = armedChoice?.verdict;
  useEffect(() => {
    if (verdict === undefined) return;
    (asksWhy(verdict) ? why.current : pen.current)?.focus();
    // On a small screen what signs would lie below the edge, under a field that asks why.
    acts.current?.scrollIntoView({ block: 'nearest' });
  }, [verdict]);
  const sign = () => {
    if (armedChoice === undefined) return;
    if (armedChoice.reasonRequired && reason.trim() === '') {
      setLacksReason(true);
      why.current?.focus();
      return;
    }
    onSign(signedOf(sheet, armedChoice, reason, decision.onBehalfOf?.memberId ?? null));
  };
  useKeys([
    ...choices.map((choice) => ({ keys: keyOf[choice.verdict], does: doesOf[choice.verdict], group: 'Request' as const, run: (event: Event) => { event.preventDefault(); arm(choice.verdict); } })),
    ...(armedChoice === undefined ? [] : [{ keys: 'Escape', does: 'Cancel: nothing is sent', group: 'Request' as const, inFields: true, run: putDown }]),
  ]);
  if (shown === undefined) return null;

  return (
    <section className={styles.block} aria-labelledby={`${id}-title`} data-armed={armedChoice !== undefined} id="decision">
      <h3 id={`${id}-title`} className={styles.title}>Your decision as {decision.stepName}{decision.forWhom !== null && `, ${decision.forWhom}`}</h3>
      {hasFallen && <Notice state="conflict" title="This changed while you were about to sign" role="alert"><p>Nothing was sent. Read what is new, then decide.</p></Notice>}
      <div className={styles.body}>
        <div className={styles.words}>
          <p className={styles.statement}>{shown.statement}</p>
          {shown.record !== undefined && <SignedRecord record={shown.record} taskId={shown.taskId} />}
          <Consequences choice={shown} requester={sheet.request.requester.name} />
        </div>
        <Mark content={shown.revisionDigest} rings={[...ringsOf(sheet), { digest: shown.consequencesDigest, kind: 'provisional' }]} sizePx={76} />
      </div>
      {armedChoice === undefined ? (
        <div className={styles.acts}>
          {choices.map((choice, at) => (
            <Button key={choice.verdict} look={at === 0 ? 'ink' : 'line'} keys={keyOf[choice.verdict]} onClick={() => arm(choice.verdict)}>{choice.label}</Button>
          ))}
        </div>
      ) : (
        <>
          <ReasonField id={`${id}-why`} choice={armedChoice} reason={reason} lacks={lacksReason} fieldRef={why} onChange={(text) => { setReason(text); setLacksReason(false); decisions.keepReason(sheet.request.id, text); }} onSign={sign} />
          <p className={styles.line}><span aria-hidden="true">×</span><span>{signer}</span></p>
          <div ref={acts} className={styles.acts}>
            <Button ref={pen} look="ink" keys="Enter" onClick={(event: MouseEvent) => { if (event.detail <= 1) sign(); }} onKeyDown={stopHeldKey}><span className="spoken">Sign: </span>{armedChoice.label}</Button>
            <Button keys="Escape" onClick={putDown}>Cancel</Button>
          </div>
        </>
      )}
    </section>
  );
}

// A key that is held down, such as the Enter that opened the row, must not sign.
const stopHeldKey = (event: KeyboardEvent) => {
  if (event.repeat) event.preventDefault();
};

const ringsOf = (sheet: RequestSheet) => sheet.timeline.flatMap(({ mark, kind }) => (mark !== null && kind === 'approved' && /^[0-9a-f]{64}$/.test(mark) ? [{ digest: mark, kind: 'recorded' as const }] : []));

interface ReasonFieldProps {
  readonly id: string;
  readonly choice: ConsequencesView;
  readonly reason: string;
  readonly lacks: boolean;
  readonly fieldRef: React.RefObject<HTMLTextAreaElement | null>;
  readonly onChange: (reason: string) => void;
  readonly onSign: () => void;
}

function ReasonField({ id, choice, reason, lacks, fieldRef, onChange, onSign }: ReasonFieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!event.repeat) onSign();
  };
  return (
    <div className={styles.reason}>
      <label htmlFor={id}>{choice.reasonRequired ? 'Reason' : 'Reason (may be left empty)'}</label>
      <textarea ref={fieldRef} id={id} rows={2} maxLength={4000} value={reason} required={choice.reasonRequired} aria-invalid={lacks} aria-describedby={`${id}-hint`} onChange={(event) => onChange(event.target.value)} onKeyDown={onKeyDown} />
      <p id={`${id}-hint`} className={lacks ? styles.lacks : styles.hint} role={lacks ? 'alert' : undefined}>{lacks ? 'Say why: a reason is needed here. Nothing was sent.' : 'Enter signs, Shift and Enter begin a new line. The requester reads it.'}</p>
    </div>
  );
}
