import { createClient } from '@countersign/client';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isRefusal, mayPass } from '../platform/api/failure.js';
import { createOutbox } from '../platform/outbox/outbox.js';
import { createFrameStore } from '../platform/screens/frame-store.js';
import { requestKey, requestQuery } from '../requests/show-request.query.js';
import { createDecisions, type SignedDecision } from '../tasks/decide-request.mutation.js';
import { inboxKey } from '../tasks/show-inbox.query.js';
import { createAnnouncer } from '../ui/announce/announcer.js';
import { createKeyRegistry } from '../ui/keys/key-registry.js';
import { createAppRouter } from './router.js';

/** How long the row of a task that another decided stays, so that the list does not jump under the hand. */
const takenRowMs = 5_000;
const retriesMax = 2;

/**
 * A part of the application that is not there any more was replaced by a newer version: the page is loaded again, once,
 * since what is signed and typed is kept.
 */
function reloadWhenReplaced(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem('countersign.reloaded') ?? 0);
    if (Date.now() - last < reloadPauseMs) return;
    sessionStorage.setItem('countersign.reloaded', String(Date.now()));
    event.preventDefault();
    window.location.reload();
  });
}
const reloadPauseMs = 30_000;

/** Builds everything once. */
export function wire() {
  const client = createClient({ baseUrl: '' });
  const frames = createFrameStore();
  const announcer = createAnnouncer();
  const keys = createKeyRegistry(localStorage);
  const router = createAppRouter();
  const here = () => window.location.pathname + window.location.search;
  const signIn = () => {
    if (!here().startsWith('/sign-')) void router.navigate({ to: '/sign-in', search: { next: here() }, replace: true });
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isRefusal(error, 'not_signed_in')) signIn();
        if (isRefusal(error, 'no_active_tenant')) void router.navigate({ to: '/welcome', replace: true });
      },
    }),
    defaultOptions: { queries: { retry: (failures, error) => failures < retriesMax && mayPass(error), retryDelay: (failures) => 400 * 2 ** failures } },
  });
  const outbox = createOutbox<SignedDecision>(localStorage, 'countersign.decisions');
  const decisions = createDecisions({
    client,
    outbox,
    say: announcer.say,
    onSignedOut: signIn,
    onAnswer: (requestId, outcome) => {
      const refresh = () => void queries.invalidateQueries({ queryKey: inboxKey });
      if (outcome !== 'taken') {
        void queries.invalidateQueries({ queryKey: requestKey(requestId) });
        return refresh();
      }
      // Another decided, or a new revision asks again: in that case the new row is wanted at once.
      queries.fetchQuery({ ...requestQuery(client, frames, requestId), staleTime: 0 }).then(({ data }) => void (data.decision === null ? setTimeout(refresh, takenRowMs) : refresh()), refresh);
    },
  });
  reloadWhenReplaced();
  window.addEventListener('storage', () => outbox.reload());
  window.addEventListener('online', () => {
    const memberId = frames.read()?.me.memberId;
    for (const entry of outbox.list()) if (entry.state === 'unsent' && entry.memberId === memberId) decisions.retry(entry.key);
  });
  return { client, frames, announcer, keys, router, queries, decisions };
}
export type Wiring = ReturnType<typeof wire>;
