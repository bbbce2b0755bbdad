/**
 * What was sent and has not been answered yet. It is written down before it is sent, so that closing the page loses
 * nothing, and it keeps its key, so that sending it again records it once.
 */
export interface OutboxEntry<Payload> {
  /** The Idempotency-Key: made once, when the person signed. */
  readonly key: string;
  /** Whose act it is: another member at the same browser neither sees nor sends it. */
  readonly memberId: string;
  /** When it was signed, RFC 3339. */
  readonly at: string;
  readonly payload: Payload;
  /** `sending`: on its way from this page. `unsent`: no answer came. */
  readonly state: 'sending' | 'unsent';
  /** What is known of one that is unsent: that it was not carried out, that there was no network to carry it, that it was not and waits for a proof of the second factor, or nothing. */
  readonly outcome: 'not_sent' | 'no_network' | 'asks_proof' | 'unknown';
  /** Why it is unsent, a sentence. */
  readonly why: string | null;
}

export interface Outbox<Payload> {
  /** Writes it down as on its way. */
  add(entry: { readonly key: string; readonly memberId: string; readonly at: string; readonly payload: Payload }): void;
  /** On its way again, with the key it had. */
  resume(key: string): void;
  /** No answer came. */
  fail(key: string, why: string, outcome: OutboxEntry<Payload>['outcome']): void;
  /** An answer came, whatever it was. */
  settle(key: string): void;
  list(): readonly OutboxEntry<Payload>[];
  subscribe(listener: () => void): () => void;
  /** Reads again what another tab may have changed. */
  reload(): void;
}

type Kept<Payload> = Omit<OutboxEntry<Payload>, 'state'>;
const closedEarly = 'The page was closed before an answer came: it is not known whether this was carried out.';

/** `name` is where `storage` keeps it. A storage that refuses (full, or forbidden) costs the memory of it, never the sending. */
export function createOutbox<Payload>(storage: Pick<Storage, 'getItem' | 'setItem'>, name: string): Outbox<Payload> {
  let kept = read<Payload>(storage, name);
  let shown: readonly OutboxEntry<Payload>[] = [];
  // Only this page knows what it has under way; what it only found written down has no answer coming.
  const underWay = new Set<string>();
  const listeners = new Set<() => void>();

  const show = () => {
    shown = kept.map((entry) => (underWay.has(entry.key) ? { ...entry, state: 'sending', why: null } : { ...entry, state: 'unsent', why: entry.why ?? closedEarly }));
    for (const listener of listeners) listener();
  };
  const keep = (change: (entries: readonly Kept<Payload>[]) => readonly Kept<Payload>[]) => {
    // Another tab may have settled or added in the meantime: change what is written now, and only that.
    kept = change(merge(read<Payload>(storage, name), kept.filter(({ key }) => underWay.has(key))));
    try {
      storage.setItem(name, JSON.stringify(kept));
    } catch {
      // Kept in memory only.
    }
    show();
  };
  show();

  return {
    add({ key, memberId, at, payload }) {
      underWay.add(key);
      keep((entries) => [...entries.filter((entry) => entry.key !== key), { key, memberId, at, payload, why: null, outcome: 'unknown' }]);
    },
    resume(key) {
      underWay.add(key);
      show();
    },
    fail(key, why, outcome) {
      keep((entries) => entries.map((entry) => (entry.key === key ? { ...entry, why, outcome } : entry)));
      underWay.delete(key);
      show();
    },
    settle(key) {
      keep((entries) => entries.filter((entry) => entry.key !== key));
      underWay.delete(key);
    },
    list: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    reload() {
      kept = merge(read<Payload>(storage, name), kept.filter(({ key }) => underWay.has(key)));
      show();
    },
  };
}

const merge = <Payload>(stored: readonly Kept<Payload>[], own: readonly Kept<Payload>[]) => [...stored, ...own.filter(({ key }) => !stored.some((entry) => entry.key === key))];

function read<Payload>(storage: Pick<Storage, 'getItem'>, name: string): readonly Kept<Payload>[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(name) ?? '[]');
    return Array.isArray(found) ? (found as Kept<Payload>[]).filter(isEntry) : [];
  } catch {
    return [];
  }
}

const isEntry = (entry: unknown): boolean => typeof entry === 'object' && entry !== null && 'key' in entry && typeof entry.key === 'string' && 'memberId' in entry && 'payload' in entry;
