import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useCanGoBack, useRouter } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { DecisionBlock, DecisionNotices } from '../tasks/decision-panel.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import styles from './request-detail.module.css';
import { RequestActions } from './request-actions.js';
import { RequestSheet } from './request-sheet.js';
import { requestQuery } from './show-request.query.js';

const route = getRouteApi('/frame/requests/$requestId');

/** One request on a page of its own, with everything one needs in order to decide on it. */
export function RequestDetailPage() {
  const { requestId } = route.useParams();
  const navigate = route.useNavigate();
  const [router, canGoBack] = [useRouter(), useCanGoBack()];
  const [client, frames] = [useClient(), useFrameStore()];
  const { data, error, refetch } = useQuery(requestQuery(client, frames, requestId));
  useTitle(data === undefined ? 'Request' : `${data.data.request.number} ${data.data.request.title}`);
  useKeys([{ keys: 'Escape', does: 'Back', group: 'Go', run: () => (canGoBack ? router.history.back() : void navigate({ to: '/inbox' })) }]);

  if (isRefusal(error, 'not_found', 'permission_denied', 'invalid_input')) {
    return (
      <div className={styles.absent}>
        <h1 tabIndex={-1}>Nothing here that you can see</h1>
        <p>Either there is no such request, or it is not yours to see. Ask the person who sent you the link which company it belongs to.</p>
        <p><Link to="/inbox">To the inbox</Link></p>
      </div>
    );
  }
  return (
    <div className={styles.page}>
      {error !== null && <ReadingFailed error={error} what={data === undefined ? 'This request' : 'The newest state of this request'} hasData={data !== undefined} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <div className={styles.absent}><h1 tabIndex={-1}>Request</h1><RuledLines lines={8} of="the request" /></div>}
      {data !== undefined && (
        <RequestSheet
          sheet={data.data}
          level={1}
          notices={<DecisionNotices sheet={data.data} me={data.me} />}
          actions={<RequestActions sheet={data.data} />}
          jumpLabel={data.data.decision?.choices[0]?.label}
          decision={<DecisionBlock sheet={data.data} me={data.me} onSigned={() => requestAnimationFrame(() => document.querySelector<HTMLElement>('h1')?.focus())} />}
        />
      )}
    </div>
  );
}
