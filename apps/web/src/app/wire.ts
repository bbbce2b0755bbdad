import { createClient, type Client } from '@countersign/client';
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { createLiveUpdates, type LiveUpdates } from '../platform/live/live-updates.js';
import { createRefresher } from '../platform/live/refresh-screens.js';
import { createPictureKeeper } from '../platform/pictures/kept-picture.js';
import { putBytes, sha256Of } from '../platform/pictures/put-bytes.js';
import { isRefusal, mayPass } from '../platform/api/failure.js';
import { createOutbox } from '../platform/outbox/outbox.js';
import { createFrameStore, type FrameStore } from '../platform/screens/frame-store.js';
import { createPictures, type Pictures } from '../profile/change-picture.mutation.js';
import { profileKey } from '../profile/show-profile.query.js';
import { requestKey, requestQuery } from '../requests/show-request.query.js';
import { createDecisions, type SignedDecision } from '../tasks/decide-request.mutation.js';
import { inboxKey } from '../tasks/show-inbox.query.js';
import { createAnnouncer } from '../ui/announce/announcer.js';
import { createKeyRegistry } from '../ui/keys/key-registry.js';
import { createAppRouter } from './router.js';

/** How long the row of a task that another decided stays, so that the list does not jump under the hand. */
const takenRowMs = 5_000;
const retriesMax = 2;

interface Around {
  readonly frames: FrameStore;
  readonly queries: QueryClient;
}

function wirePictures({ client, frames, queries, say }: Around & { readonly client: Client; readonly say: (sentence: string) => void }): Pictures {
  const pictures = createPictures({
    client,
    say,
    keeper: createPictureKeeper(indexedDB),
    put: putBytes,
    hash: sha256Of,
    addressOf: (blob) => URL.createObjectURL(blob),
    release: (address) => URL.revokeObjectURL(address),
    decode: (path) => {
      const image = new Image();
      image.src = path;
      return image.decode();
    },
    onSaved: (memberId, picture) => {
      const frame = frames.read();
      if (frame?.me.memberId === memberId) frames.take({ ...frame, pictures: { ...frame.pictures, [memberId]: picture } });
      void queries.invalidateQueries({ queryKey: profileKey });
    },
  });
  void pictures.resume();
  return pictures;
}

/** The stream begins when the first screen has been drawn: what one waits for goes first. */
const liveDelayMs = 2_000;

function wireLive({ frames, queries, signIn }: Around & { readonly signIn: () => void }): LiveUpdates {
  const isHidden = () => document.visibilityState === 'hidden';
  const refresher = createRefresher({ queries, isHidden, now: () => performance.now(), setTimer: (work, afterMs) => void setTimeout(work, afterMs) });
  document.addEventListener('visibilitychange', () => void (isHidden() || refresher.show()));
  const live = createLiveUpdates({
    openStream: (url) => new EventSource(url),
    seenAt: () => frames.read()?.asOf ?? null,
    channel: new BroadcastChannel('countersign.live'),
    // Where a browser has no locks, each tab holds a stream of its own.
    lock: (hold) => void ('locks' in navigator ? navigator.locks.request('countersign.live', hold) : hold()),
    onChange: (change) => refresher.take(change),
    onEnded: (because) => {
      if (because === 'signed_out') signIn();
      // A whole new page: what the other company was shown must not be on the next screen.
      if (because === 'tenant_switched' && frames.read() !== null) window.location.assign('/inbox');
    },
    delayMs: liveDelayMs,
  });
  frames.subscribe(() => live.follow(frames.read()?.me.memberId ?? null));
  return live;
}

/** Builds everything once. */
export function wire() {
  const client = createClient({ baseUrl: '', retries: false });
  const frames = createFrameStore();
  const announcer = createAnnouncer();
  const keys = createKeyRegistry(localStorage);
  const router = createAppRouter();
  const here = () => window.location.pathname + window.location.search;
  const signIn = () => {
    if (here().startsWith('/sign-')) return;
    // Whoever has seen a screen on this page was signed in, and is told that this has ended.
    const was = frames.read() === null ? {} : { was: 'in' };
    frames.clear();
    void router.navigate({ to: '/sign-in', search: { next: here(), ...was }, replace: true }).then(() => queries.clear());
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isRefusal(error, 'not_signed_in')) signIn();
        if (isRefusal(error, 'no_active_tenant')) void router.navigate({ to: '/welcome', replace: true });
      },
    }),
    defaultOptions: {
      queries: { retry: (failures, error) => failures < retriesMax && mayPass(error), retryDelay: (failures) => 400 * 2 ** failures },
      // Without a network too: whoever asks for something is told at once that it was not sent, and keeps it, instead of its being sent some time later.
      mutations: { networkMode: 'always' },
    },
  });
  const outbox = createOutbox<SignedDecision>(localStorage, 'countersign.decisions');
  const decisions = createDecisions({
    client,
    outbox,
    say: announcer.say,
    isOnline: () => navigator.onLine,
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
  const pictures = wirePictures({ client, frames, queries, say: announcer.say });
  const live = wireLive({ frames, queries, signIn });
  window.addEventListener('storage', () => outbox.reload());
  window.addEventListener('online', () => {
    const memberId = frames.read()?.me.memberId;
    for (const entry of outbox.list()) if (entry.state === 'unsent' && entry.memberId === memberId) decisions.retry(entry.key);
  });
  return { client, frames, announcer, keys, router, queries, decisions, pictures, live };
}
export type Wiring = ReturnType<typeof wire>;
