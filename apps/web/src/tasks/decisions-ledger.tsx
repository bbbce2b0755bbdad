import { Link } from '@tanstack/react-router';
import { Button } from '../ui/button/button.js';
import { Money } from '../ui/money/money.js';
import { State } from '../ui/state/state.js';
import { useDecisions, useDecisionsView, type SignedDecision } from './decide-request.mutation.js';
import styles from './decisions-ledger.module.css';

/** Decisions that were signed and not answered. They stay on top, over a reload too, until they are sent or let go. */
export function UnsentDecisions({ memberId }: { readonly memberId: string }) {
  const decisions = useDecisions();
  const unsent = useDecisionsView().unanswered.filter((entry) => entry.state === 'unsent' && entry.memberId === memberId);
  if (unsent.length === 0) return null;
  return (
    <section className={styles.ledger} aria-labelledby="unsent" data-unsent>
      <h2 id="unsent">Not sent</h2>
      <ul>
        {unsent.map(({ key, payload, why }) => (
          <li key={key}>
            <Line decision={payload} />
            <span className={styles.state}><State name="unsent">Not sent</State></span>
            <p className={styles.why}>{payload.label}. {why} It is kept here; sending it again records it once.</p>
            <span className={styles.acts}>
              <Button look="ink" onClick={() => decisions.retry(key)}>Retry<span className="spoken"> {payload.label}</span></Button>
              <Button onClick={() => decisions.forget(key)}>Forget it<span className="spoken"> {payload.label}</span></Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What left the inbox on this page: on its way, then recorded. */
export function SentDecisions({ memberId }: { readonly memberId: string }) {
  const { unanswered, recorded } = useDecisionsView();
  const sending = unanswered.filter((entry) => entry.state === 'sending' && entry.memberId === memberId);
  const done = recorded.filter((decision) => decision.memberId === memberId);
  if (sending.length + done.length === 0) return null;
  return (
    <section className={styles.ledger} aria-labelledby="sent">
      <h2 id="sent">Signed just now</h2>
      <ul>
        {sending.map(({ key, payload }) => <li key={key} data-provisional><Line decision={payload} /><span className={styles.state}><State name="provisional">Sending</State></span></li>)}
        {done.map((decision) => <li key={decision.reply.decisionId}><Line decision={decision} /><span className={styles.state}><State name="recorded">Recorded</State></span></li>)}
      </ul>
    </section>
  );
}

function Line({ decision }: { readonly decision: SignedDecision }) {
  return (
    <span className={styles.line}>
      <Link to="/requests/$requestId" params={{ requestId: decision.requestId }}>{decision.title}</Link>
      <span>{decision.requestNumber}{decision.amount !== null && <> · <Money value={decision.amount} /></>}</span>
    </span>
  );
}
