import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { ReturnedBecause } from './returned-because.js';
import { ReviseRequestForm } from './revise-request.form.js';
import { requestQuery } from './show-request.query.js';
import styles from './submit-request.module.css';

const route = getRouteApi('/frame/requests/$requestId/revise');

/** A new revision of a request, begun from the one at hand. */
export function ReviseRequestPage() {
  const { requestId } = route.useParams();
  const [client, frames] = [useClient(), useFrameStore()];
  const { data, error, refetch } = useQuery(requestQuery(client, frames, requestId));
  const action = data?.data.actions.find(({ id }) => id === 'revise');
  useTitle(data === undefined ? 'Revise' : `Revise ${data.data.request.number}`);
  return (
    <div className={styles.page}>
      <header className={styles.head}><h1 tabIndex={-1}>{data === undefined ? 'Revise' : `Revise “${data.data.request.title}”`}</h1></header>
      {error !== null && <ReadingFailed error={error} what="This request" hasData={data !== undefined} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <RuledLines lines={6} of="the request" />}
      {data !== undefined && action?.allowed !== true && (
        <Notice state="void" title="This request cannot be revised" actions={<Link to="/requests/$requestId" params={{ requestId }}>Back to the request</Link>}><p>{action?.because ?? 'Only its requester can, and only while it has not ended.'}</p></Notice>
      )}
      {data !== undefined && action?.allowed === true && (
        <>
          <ReturnedBecause sheet={data.data} />
          <p>Version {data.data.request.revision} stays as it is. A change that matters to the decision voids what was signed and asks again.</p>
          <ReviseRequestForm key={data.data.request.revision} sheet={data.data} />
        </>
      )}
    </div>
  );
}
