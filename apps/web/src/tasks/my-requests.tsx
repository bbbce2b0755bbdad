import type { RequestSummary } from '@countersign/contracts/requests';
import { Link } from '@tanstack/react-router';
import { StandingOf } from '../requests/request-state.js';
import { Money } from '../ui/money/money.js';
import styles from './my-requests.module.css';

/** What you asked for yourself, newest first, and where each stands. */
export function MyRequests({ requests }: { readonly requests: readonly RequestSummary[] }) {
  if (requests.length === 0) return null;
  return (
    <section className={styles.mine} aria-labelledby="mine">
      <h2 id="mine">Your requests</h2>
      <ul>
        {requests.map((request) => (
          <li key={request.id}>
            <span className={styles.what}>
              <Link to="/requests/$requestId" params={{ requestId: request.id }}>{request.title}</Link>
              <span>{request.requestType.name} {request.number}</span>
            </span>
            <span className={styles.worth}><b><Money value={request.amount} /></b><StandingOf request={request} /></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
