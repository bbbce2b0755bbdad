import type { AuditStreamRow, StreamedEntry } from '@countersign/database/audit';
import type { Tx } from '@countersign/database/platform';
import type { KeptSecret } from '@countersign/database/webhooks';
import { Record, scheduledWaitMs, type House } from '../platform/index.js';
import { noteAttempt, openSecrets, sendWebhook, signWebhook, type SendOutcome } from '../webhooks/index.js';

/** What a job carries: ids only. */
export interface AuditStreamJob {
  readonly tenantId: string;
  readonly streamId: string;
}

/** Everything has arrived; it is stopped; its endpoint takes nothing; it is tried again later; another worker has it. */
export type AuditStreamResult = 'caught_up' | 'over' | 'held' | 'will_retry' | 'later' | 'taken_over';

const entriesMax = 200;
const bytesMax = 500_000;
/** Waited besides, so that what a job comes back for is there. */
const slackMs = 50;

interface Batch {
  readonly stream: AuditStreamRow;
  readonly attempt: number;
  readonly at: Date;
  readonly checkpoint: string | null;
  readonly entries: readonly StreamedEntry[];
  readonly secrets: readonly KeptSecret[];
}

/**
 * Sends the audit of a company to an endpoint in its lasting order, so many entries at a time, the next once those before have arrived. What is under way
 * is said in the row before it is sent: a worker that dies leaves the same bytes, under the same id, to whoever goes on. No entry is written of an entry that
 * was sent: that would never end.
 */
export class SendAuditService {
  constructor(private readonly house: House) {}

  /** @throws what the signal was aborted with, between two sendings */
  async run(job: AuditStreamJob, signal?: AbortSignal): Promise<AuditStreamResult> {
    for (;;) {
      signal?.throwIfAborted();
      const heldFromMs = performance.now();
      const batch = await this.house.tenancy.run(job, (tx) => this.take(tx, job));
      if (typeof batch === 'string') return batch;
      const result = await this.settle(job, batch, await this.send(job.tenantId, batch, heldFromMs + this.house.settings.delivery.leaseMs));
      if (result !== 'arrived') return result;
    }
  }

  private async take(tx: Tx, job: AuditStreamJob): Promise<Batch | AuditStreamResult> {
    const stream = await tx.auditStreams.lock(job.streamId);
    if (stream?.state !== 'running') return 'over';
    if (stream.endpointState !== 'active') return this.rest(tx, stream.id, 'held');
    const at = this.house.now();
    const waitsUntil = Math.max(stream.heldUntil?.getTime() ?? 0, stream.nextAttemptAt?.getTime() ?? 0);
    if (waitsUntil > at.getTime()) {
      tx.conclude({ audit: [], jobs: [{ queue: 'audit-streams', data: { streamId: stream.id }, delayMs: waitsUntil - at.getTime() + slackMs }] });
      return 'later';
    }
    const [entries, secrets] = await Promise.all([tx.auditStreams.listNext(stream.nextIndex, stream.batch?.size ?? entriesMax, stream.batch ? Number.MAX_SAFE_INTEGER : bytesMax), tx.auditStreams.listSecrets(stream.endpointId)]);
    if (entries.length === 0) return this.rest(tx, stream.id, 'caught_up');
    const begun = stream.batch ?? { at, checkpoint: await tx.auditStreams.begin(stream.id, entries.length, at) };
    tx.auditStreams.hold(stream.id, new Date(at.getTime() + this.house.settings.delivery.leaseMs));
    tx.conclude({ audit: [] });
    return { stream, attempt: stream.attempts + 1, at: begun.at, checkpoint: begun.checkpoint, entries, secrets };
  }

  private rest<Result>(tx: Tx, streamId: string, result: Result): Result {
    tx.auditStreams.sleep(streamId);
    tx.conclude({ audit: [] });
    return result;
  }

  /** Never throws: a stream whose attempt ended without a record would stand still, and nobody would know. */
  private async send(tenantId: string, { stream, at, checkpoint, entries, secrets }: Batch, sendBeforeMs: number): Promise<SendOutcome> {
    const { allowedWebhookHosts, delivery } = this.house.settings;
    const data = { streamId: stream.id, fromIndex: stream.nextIndex, entries: entries.map(({ index, leaf, canonical }) => ({ index, leaf, entry: canonical === null ? null : (JSON.parse(canonical) as unknown) })), checkpoint };
    try {
      const webhook = signWebhook({ id: `${stream.id}_${stream.nextIndex}`, payload: JSON.stringify({ type: 'audit.recorded', data }), wantedAt: at }, await openSecrets(this.house, tenantId, secrets), this.house.now());
      return await sendWebhook(stream.url, webhook, { timeoutMs: delivery.attemptTimeoutMs, allowedHosts: allowedWebhookHosts, sendBeforeMs });
    } catch (error) {
      return { ok: false, status: null, problem: `The webhook cannot be prepared: ${error instanceof Error ? error.name : 'unknown error'}. Nothing was sent.`, final: false };
    }
  }

  private settle(job: AuditStreamJob, { stream, attempt }: Batch, { ok, status, problem }: SendOutcome): Promise<AuditStreamResult | 'arrived'> {
    const { delivery } = this.house.settings;
    return this.house.tenancy.run(job, async (tx) => {
      const at = this.house.now();
      const waitMs = scheduledWaitMs(attempt, delivery.retryDelaysMs);
      const isOurs = ok ? await tx.auditStreams.arrive(stream.id, stream.nextIndex, status, at) : await tx.auditStreams.fail(stream.id, stream.nextIndex, { attempt, status, problem, nextAttemptAt: new Date(at.getTime() + waitMs) });
      if (!isOurs) return 'taken_over';
      const record = new Record({ tenantId: job.tenantId, actor: { kind: 'job', name: 'audit-streams' }, channel: 'job', traceId: null, causeId: stream.startEntryId, at });
      await noteAttempt(tx, record, { endpointId: stream.endpointId, requestId: null, ok, problem, at }, delivery);
      if (!ok) record.enqueue('audit-streams', { streamId: stream.id }, waitMs + slackMs);
      tx.conclude({ audit: record.audit, jobs: record.jobs });
      return ok ? 'arrived' : 'will_retry';
    });
  }
}
