import { Link } from '@tanstack/react-router';
import { Money } from '../ui/money/money.js';
import { State } from '../ui/state/state.js';
import { useDecisionsView, type SignedDecision } from './decide-request.mutation.js';
import { doneWords, unsentText, unsentTitle } from '../platform/outbox/decision-words.js';
import { UnsentActs } from './unsent-acts.js';
import styles from './decisions-ledger.module.css';

/** Decisions that were signed and not answered. They stay on top, over a reload too, until they are sent or let go. */
export function UnsentDecisions({ memberId }: { readonly memberId: string }) {
  const unsent = useDecisionsView().unanswered.filter((entry) => entry.state === 'unsent' && entry.memberId === memberId);
  if (unsent.length === 0) return null;
  return (
    <section className={styles.ledger} aria-labelledby="unsent" data-unsent>
      <h2 id="unsent">To be sent</h2>
      <ul>
        {unsent.map((entry) => (
          <li key={entry.key}>
            <Line decision={entry.payload} />
            <span className={styles.state}><State name="unsent">{unsentTitle(entry)}</State></span>
            <p className={styles.why}>{entry.payload.label}. {unsentText(entry)}</p>
            <div className={styles.acts}><UnsentActs entry={entry} /></div>
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
        {done.map((decision) => <li key={decision.reply.decisionId}><Line decision={decision} /><span className={styles.state}><State name="recorded">{doneWords[decision.body.verdict]}</State></span></li>)}
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
