import type { LiveTopic } from '@countersign/contracts/events';
import type { QueryClient } from '@tanstack/react-query';
import type { LiveChange } from './live-updates.js';

/** Which screens show what a topic is about; the second part of their query's key. */
const screensOfTopics: Readonly<Record<LiveTopic, readonly string[]>> = {
  inbox: ['inbox', 'tasks'],
  requests: ['inbox', 'notifications', 'requests', 'request-list', 'search', 'workflow', 'workflows', 'migration', 'effects', 'effect', 'connections'],
  people: ['people', 'members', 'roles', 'invitations'],
  workflows: ['workflow', 'workflows', 'migration', 'submit'],
  webhooks: ['webhooks', 'webhook', 'webhook-sources', 'webhook-source'],
  audit: ['audit'],
};

export interface RefreshOptions {
  readonly queries: Pick<QueryClient, 'invalidateQueries'>;
  readonly isHidden: () => boolean;
  readonly setTimer: (work: () => void, afterMs: number) => void;
  readonly now: () => number;
}

export interface Refresher {
  take(change: LiveChange): void;
  /** The page can be seen again: what was put off is read now. */
  show(): void;
}

const apartMs = 1_000;

/** Reads again what has changed: at once, then a second apart at least, everything that came between in one go, and never while nobody looks. */
export function createRefresher({ queries, isHidden, setTimer, now }: RefreshOptions): Refresher {
  let screens = new Set<string>();
  let requestIds = new Set<string>();
  let isWaiting = false;
  let last = -apartMs;
  const refresh = () => {
    isWaiting = false;
    if (isHidden() || screens.size + requestIds.size === 0) return;
    last = now();
    const [ofScreens, ofRequests] = [screens, requestIds];
    [screens, requestIds] = [new Set(), new Set()];
    void queries.invalidateQueries({
      predicate: ({ queryKey: [kind, screen, id] }) => kind === 'screen' && typeof screen === 'string' && (ofScreens.has(screen) || (screen === 'request' && typeof id === 'string' && (ofRequests.has(id) || ofRequests.has(everyRequest)))),
    });
  };
  const plan = () => {
    if (isWaiting || isHidden()) return;
    isWaiting = true;
    setTimer(refresh, Math.max(0, last + apartMs - now()));
  };
  return {
    take(change) {
      for (const topic of change.topics) for (const screen of screensOfTopics[topic]) screens.add(screen);
      for (const id of change.requestIds) requestIds.add(id);
      // So much has changed that it is not named one by one.
      if (change.topics.includes('requests') && change.requestIds.length === 0) requestIds.add(everyRequest);
      plan();
    },
    show: plan,
  };
}

const everyRequest = '*';
