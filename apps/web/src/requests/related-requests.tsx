import type { RelatedRequest } from '@countersign/contracts/requests';
import { Link } from '@tanstack/react-router';
import styles from './related-requests.module.css';
import { RequestState } from './request-state.js';

const words: Readonly<Record<RelatedRequest['relation'], string>> = { names: 'this one is about it', named_by: 'it is about this one' };

/** The requests that this one names or is named by, as far as this person may see them. */
export function RelatedRequests({ related }: { readonly related: readonly RelatedRequest[] }) {
  return (
    <ul className={styles.related}>
      {related.map(({ id, number, title, requestType, status, relation }) => (
        <li key={`${relation}${id}`}>
          <Link to="/requests/$requestId" params={{ requestId: id }}>{requestType.name} <span className="mono">{number}</span>: {title}</Link>
          <RequestState status={status} />
          <span className={styles.relation}>{words[relation]}</span>
        </li>
      ))}
    </ul>
  );
}
