import type { WebhookDeliveryView } from '@countersign/contracts/webhooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Problem } from '../ui/exchange/problem.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { State, type StateName } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { scheduleOf, spanText } from '../platform/webhooks/schedule-of.js';
import styles from './webhook.module.css';

const states: Readonly<Record<WebhookDeliveryView['state'], { readonly name: StateName; readonly label: string }>> = {
  pending: { name: 'waiting', label: 'Pending' },
  sending: { name: 'provisional', label: 'Being sent' },
  delivered: { name: 'recorded', label: 'Delivered' },
  failed: { name: 'void', label: 'Failed' },
};

/** One delivery: what of, what became of it, every attempt that was made, and those that would be. */
export function DeliveryRow({ delivery, children }: { readonly delivery: WebhookDeliveryView; readonly children?: ReactNode }) {
  const { event, requestId, requestNumber, createdAt, state, heldBy, attempts, webhookId } = delivery;
  return (
    <li className={styles.delivery}>
      <span className={sheetStyles.what}>
        <b>{event}</b>
        <span>For <Link to="/requests/$requestId" params={{ requestId }}>request {requestNumber}</Link>, wanted <When at={createdAt} />. {lastOf(delivery)}</span>
      </span>
      {heldBy === null ? <State name={states[state].name}>{states[state].label}</State> : <State name="held">Waits</State>}
      <details>
        <summary>{attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`}, and the whole schedule</summary>
        <p className={sheetStyles.quiet}>webhook-id: <code>{webhookId}</code>, the same on every attempt.</p>
        <ol className={styles.schedule}>{scheduleOf(delivery).map((line) => <ScheduleLine key={line.number} {...line} />)}</ol>
        {children}
      </details>
    </li>
  );
}

function lastOf({ attempts, nextAttemptAt, heldBy }: WebhookDeliveryView): ReactNode {
  if (heldBy !== null) return `Waits: the endpoint is ${heldBy}.`;
  const last = attempts.at(-1);
  if (last === undefined) return 'It has not been tried yet.';
  const problem = last.problem === null ? null : <>Attempt {last.number}: <Problem text={last.problem} />.</>;
  return <>{problem}{nextAttemptAt !== null && <> Next try <When at={nextAttemptAt} />.</>}</>;
}

function ScheduleLine({ number, afterSeconds, attempt, nextAt }: ReturnType<typeof scheduleOf>[number]) {
  return (
    <li className={attempt === null ? styles.ahead : undefined}>
      <span>Attempt {number}</span>
      <span>{afterSeconds === null ? 'sent again' : afterSeconds === 0 ? 'at once' : `${spanText(afterSeconds)} after the first`}</span>
      <span>
        {attempt !== null && <><When at={attempt.startedAt} />: <Problem text={attempt.problem ?? `answered ${attempt.status ?? ''}`} />, {attempt.durationMs} ms</>}
        {attempt === null && (nextAt === null ? 'only if those before fail' : <>next try <When at={nextAt} /></>)}
      </span>
    </li>
  );
}
