import type { followEvents } from '@countersign/contracts/events';
import { actorOf, sessionOf, type Call, type House } from '../platform/index.js';
import { LiveStreams, readPlace, type LiveSink } from './live-streams.part.js';

/** An answer that goes on: whoever sends it out says where to, and gets what leaves it. */
export interface Following {
  follow(sink: LiveSink): Promise<() => void>;
}

/** Opens a stream of live updates for the calling member, on from where the last one broke off. */
export class FollowEventsService {
  private readonly streams: LiveStreams;
  private report: (problem: unknown) => void = () => undefined;

  constructor(house: House) {
    this.streams = new LiveStreams(house, (problem) => this.report(problem));
  }

  run(call: Call<typeof followEvents>): Following {
    const { tenantId, memberId, permissions } = actorOf(call.caller);
    const { sessionId } = sessionOf(call.caller);
    const { seenAt } = call.input.query;
    const since = readPlace(call.lastEventId) ?? (seenAt === undefined ? null : { seenAt: new Date(seenAt) });
    return { follow: (sink) => this.streams.open({ sessionId, tenantId, memberId, permissions, sink }, since) };
  }

  /** Where a round that failed is reported; the next one makes up for it. */
  reportTo(report: (problem: unknown) => void): void {
    this.report = report;
  }

  /** Ends every stream: the process is going. */
  close(): void {
    this.streams.close();
  }
}
