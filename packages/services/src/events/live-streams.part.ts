import type { LiveEvent, StreamEnding } from '@countersign/contracts/events';
import type { Permission } from '@countersign/contracts/platform';
import type { AuditPlace } from '@countersign/database/platform';
import type { House } from '../platform/index.js';
import { changesOf, everything, placeBefore, type Reader } from './changes-seen.part.js';

/** Where events go. */
export interface LiveSink {
  send(event: LiveEvent): void;
  /** Nothing comes after this. */
  end(): void;
}

/** One open stream: whose it is, and as what it was opened. */
export interface LiveStream extends Reader {
  readonly sessionId: string;
  readonly tenantId: string;
  readonly permissions: readonly Permission[];
  readonly sink: LiveSink;
}

/** Short enough for a session that was ended elsewhere to lose its streams within a second. */
const roundMs = 400;
/** A page beside another has a stream of its own only for a moment. */
const perSessionMax = 8;
/** Of a screen that was read longer ago, all is said to have changed, instead of reading what was recorded since. */
const lookedBackMaxMs = 10 * 60_000;

/**
 * The streams of this process. While there are any, each round asks two questions for all of them together: which sessions still
 * hold, and which companies have new audit entries. What those say is read in each company's own transaction. Without streams nothing is asked.
 */
export class LiveStreams {
  private readonly streams = new Set<LiveStream>();
  private readonly places = new Map<string, AuditPlace>();
  private timer: NodeJS.Timeout | null = null;
  private isClosed = false;

  constructor(
    private readonly house: House,
    private readonly onProblem: (problem: unknown) => void,
  ) {}

  get count(): number {
    return this.streams.size;
  }

  /** Opens a stream; what happened after a place, or after a screen was read, comes first. Returns how to leave. */
  async open(stream: LiveStream, from: AuditPlace | { readonly seenAt: Date } | null): Promise<() => void> {
    const now = await this.house.entry.auditHorizon();
    const isLongAgo = from !== null && 'seenAt' in from && this.house.now().getTime() - from.seenAt.getTime() > lookedBackMaxMs;
    const since = from === null || isLongAgo ? null : 'seenAt' in from ? await placeBefore(this.house, stream.tenantId, from.seenAt) : from;
    if (this.isClosed) {
      end(stream, 'closing');
      return () => undefined;
    }
    const own = [...this.streams].filter(({ sessionId }) => sessionId === stream.sessionId);
    if (own.length >= perSessionMax && own[0]) this.remove(own[0], 'closing');
    this.streams.add(stream);
    if (!this.places.has(stream.tenantId)) this.places.set(stream.tenantId, now);
    this.timer ??= this.next();
    stream.sink.send({ event: 'ready', id: textOf(since ?? now) });
    if (isLongAgo) stream.sink.send({ event: 'changed', id: textOf(now), ...everything });
    if (since !== null) await this.tell(stream.tenantId, since, [stream]);
    return () => this.leave(stream);
  }

  /** Ends every stream: the process is going. */
  close(): void {
    this.isClosed = true;
    for (const stream of [...this.streams]) this.remove(stream, 'closing');
  }

  private next(): NodeJS.Timeout {
    return setTimeout(() => {
      // A round that fails is made up for by the next one: the places have not moved.
      void this.round().catch(this.onProblem).finally(() => {
        this.timer = this.streams.size > 0 ? this.next() : null;
      });
    }, roundMs);
  }

  private async round(): Promise<void> {
    // Only these were asked about: one that opens while the answer is on its way is not known to it, and is looked at in the next round.
    const asked = [...this.streams];
    const [sessions, changed] = await Promise.all([
      this.house.entry.checkSessions([...new Set(asked.map(({ sessionId }) => sessionId))]),
      this.house.entry.findChangedTenants([...this.places].map(([tenantId, place]) => ({ tenantId, ...place }))),
    ]);
    for (const stream of asked.filter((each) => this.streams.has(each))) {
      const held = sessions.get(stream.sessionId);
      if (held === undefined) this.remove(stream, 'signed_out');
      else if (held?.memberId !== stream.memberId) this.remove(stream, 'tenant_switched');
    }
    await Promise.all(changed.map((tenantId) => this.tellAll(tenantId)));
  }

  private async tellAll(tenantId: string): Promise<void> {
    const streams = [...this.streams].filter((stream) => stream.tenantId === tenantId);
    const from = this.places.get(tenantId);
    if (streams.length === 0 || from === undefined) return;
    const reached = await this.tell(tenantId, from, streams);
    if (this.places.has(tenantId)) this.places.set(tenantId, reached);
  }

  /** Tells each of these streams what it may know of what happened since; ends those whose roles give something else by now. */
  private async tell(tenantId: string, since: AuditPlace, streams: readonly LiveStream[]): Promise<AuditPlace> {
    const { reached, permissions, seen } = await changesOf(this.house, tenantId, since, streams);
    for (const stream of streams) {
      if (!this.streams.has(stream)) continue;
      const held = permissions.get(stream.memberId) ?? [];
      if (held.join() !== [...stream.permissions].sort().join()) {
        this.remove(stream, 'permissions_changed');
        continue;
      }
      const changes = seen.get(stream.memberId);
      if (changes !== undefined && changes.topics.length > 0) stream.sink.send({ event: 'changed', id: textOf(reached), ...changes });
    }
    return reached;
  }

  private leave(stream: LiveStream): void {
    this.streams.delete(stream);
    if (![...this.streams].some(({ tenantId }) => tenantId === stream.tenantId)) this.places.delete(stream.tenantId);
  }

  private remove(stream: LiveStream, because: StreamEnding): void {
    this.leave(stream);
    end(stream, because);
  }
}

function end({ sink }: LiveStream, because: StreamEnding): void {
  sink.send({ event: 'ended', because });
  sink.end();
}

const textOf = ({ xid, id }: AuditPlace) => `${xid}.${id}`;

/** A place as an event's id gave it, or null for anything else. */
export function readPlace(text: string | undefined): AuditPlace | null {
  const [, xid, id] = /^(\d{1,19})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '') ?? [];
  return xid !== undefined && id !== undefined ? { xid, id } : null;
}
