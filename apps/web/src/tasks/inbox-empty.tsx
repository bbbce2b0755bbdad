import type { InboxScreen } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { formatAge } from '../ui/time/format-time.js';
import styles from './inbox.module.css';

/** Nothing waits: said plainly, with the one thing that one might do next. */
export function InboxEmpty({ screen }: { readonly screen: InboxScreen }) {
  const { lastDecisionAt, mine, asked } = screen.data;
  const returned = mine.filter(({ status }) => status === 'returned').length;
  const maySubmit = screen.me.permissions.includes('request.submit');
  return (
    <div className={styles.empty}>
      <p>{waitsOf(returned, asked.length)}{lastDecisionAt !== null && ` Your last decision was ${agoOf(lastDecisionAt, screen.asOf)}.`}</p>
      {screen.data.setUpIsLeft && <p><Link to="/start">Set the company up</Link></p>}
      {maySubmit && <p><Link to="/submit">Submit a request</Link></p>}
    </div>
  );
}

const waitsOf = (returned: number, asked: number) => (returned === 0 ? (asked === 0 ? 'Nothing waits on you.' : 'Nothing waits to be signed.') : returned === 1 ? 'One request came back to you.' : `${returned} requests came back to you.`);
const agoOf = (at: string, now: string) => formatAge(at, Date.parse(now));
