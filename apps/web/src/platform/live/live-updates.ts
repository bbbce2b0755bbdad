import { followEvents, liveTopics, type LiveEvent, type LiveTopic, type StreamEnding } from '@countersign/contracts/events';

/** What has changed, as far as this person may know. */
export interface LiveChange {
  readonly topics: readonly LiveTopic[];
  readonly requestIds: readonly string[];
}

/** What tabs tell each other: the one that holds the stream says what comes on it, and whether it holds. */
type Message = { readonly kind: 'change'; readonly change: LiveChange } | { readonly kind: 'ended'; readonly because: StreamEnding } | { readonly kind: 'state'; readonly isConnected: boolean } | { readonly kind: 'ask' };

export interface LiveUpdatesOptions {
  readonly openStream: (url: string) => EventSource;
  /** When what is on the screen was read, as the server said it; what changed after that has to be told. */
  readonly seenAt: () => string | null;
  /** Between the tabs of this browser. */
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;
  /** Runs `hold` in one tab at a time, for as long as its promise lasts. */
  readonly lock: (hold: () => Promise<never>) => void;
  readonly onChange: (change: LiveChange) => void;
  readonly onEnded: (because: StreamEnding) => void;
  readonly delayMs: number;
}

export interface LiveUpdates {
  /** Follows on behalf of a member; null follows nobody. Another member begins anew. */
  follow(memberId: string | null): void;
  /** Whether changes are being told; if not, one has to ask. */
  isConnected(): boolean;
}

/** One stream per browser: the tab that has the lock holds it and passes on what comes; when it closes, another takes over. */
export function createLiveUpdates({ openStream, seenAt, channel, lock, onChange, onEnded, delayMs }: LiveUpdatesOptions): LiveUpdates {
  let [followed, isLeader, isConnected]: [string | null, boolean, boolean] = [null, false, false];
  let stream: EventSource | null = null;
  let starting: ReturnType<typeof setTimeout> | undefined;
  const tell = (message: Message) => {
    channel.postMessage(message);
    hear(message);
  };
  const hear = (message: Message) => {
    if (message.kind === 'change') onChange(message.change);
    if (message.kind === 'ended') onEnded(message.because);
    if (message.kind === 'state') isConnected = message.isConnected;
    if (message.kind === 'ask' && isLeader) channel.postMessage({ kind: 'state', isConnected } satisfies Message);
  };
  const close = () => {
    clearTimeout(starting);
    stream?.close();
    stream = null;
    if (isLeader && isConnected) tell({ kind: 'state', isConnected: false });
  };
  const open = () => {
    const at = seenAt();
    const own = openStream(at === null ? followEvents.path : `${followEvents.path}?${new URLSearchParams({ seenAt: at }).toString()}`);
    stream = own;
    listen(own, tell, { onSignedOut: close, onLost: () => void (stream === own && begin(retryMs)) });
  };
  const begin = (afterMs: number) => {
    close();
    if (isLeader && followed !== null) starting = setTimeout(open, afterMs);
  };
  channel.addEventListener('message', (event) => hear((event as MessageEvent<Message>).data));
  channel.postMessage({ kind: 'ask' } satisfies Message);
  lock(() => {
    isLeader = true;
    begin(delayMs);
    return new Promise<never>(() => undefined);
  });
  return {
    follow(memberId) {
      if (memberId === followed) return;
      followed = memberId;
      begin(delayMs);
    },
    isConnected: () => isConnected,
  };
}

const retryMs = 15_000;
const closedState = 2;

interface Ends {
  readonly onSignedOut: () => void;
  /** The browser does not come back by itself: it was refused. */
  readonly onLost: () => void;
}

/** Puts into words for all tabs what comes on the stream. */
function listen(stream: EventSource, tell: (message: Message) => void, { onSignedOut, onLost }: Ends): void {
  const read = (event: MessageEvent<string>) => JSON.parse(event.data) as LiveEvent;
  stream.addEventListener('ready', () => tell({ kind: 'state', isConnected: true }));
  stream.addEventListener('changed', (event) => {
    const told = read(event);
    if (told.event === 'changed') tell({ kind: 'change', change: { topics: told.topics, requestIds: told.requestIds } });
  });
  stream.addEventListener('ended', (event) => {
    const told = read(event);
    if (told.event !== 'ended') return;
    if (told.because === 'signed_out') onSignedOut();
    tell({ kind: 'ended', because: told.because });
    // What may be seen is not what it was: all of it is read again.
    if (told.because === 'permissions_changed') tell({ kind: 'change', change: { topics: liveTopics, requestIds: [] } });
  });
  // The browser comes back by itself, with the place where it was; unless it was refused.
  stream.addEventListener('error', () => {
    tell({ kind: 'state', isConnected: false });
    if (stream.readyState === closedState) onLost();
  });
}
