import type { InboxScreen } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { formatAge } from '../ui/time/format-time.js';
import styles from './my-requests.module.css';

/** What approved requests ask you to do outside, the longest asked first: said to be done, or not, on the page of each. */
export function AskedOfYou({ screen: { asOf, me: { name }, data: { asked } } }: { readonly screen: InboxScreen }) {
  if (asked.length === 0) return null;
  return (
    <section className={styles.mine} aria-labelledby="asked">
      <h2 id="asked">Asked of you</h2>
      <ul>
        {asked.map(({ effectId, text, because, askedAt, request }) => (
          <li key={effectId}>
            <span className={styles.what}>
              <Link to="/requests/$requestId" params={{ requestId: request.id }}>{text}</Link>
              <span>{request.title}, request {request.number}</span>
            </span>
            <span className={styles.worth}><span>{formatAge(askedAt, Date.parse(asOf))}</span><span>{name} {because}</span></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
