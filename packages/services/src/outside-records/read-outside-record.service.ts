import { Record, type House } from '../platform/index.js';
import { readRecord } from './read-record.part.js';

/** What a job carries: ids only. */
export interface OutsideRecordJob {
  readonly tenantId: string;
  readonly recordId: string;
}

export type OutsideRecordResult = 'read' | 'will_retry' | 'unreadable' | 'nothing_to_do';

const attemptsMax = 6;
const retryMs = [1_000, 5_000, 20_000, 60_000, 300_000];
const pausedLookMs = 60_000;

/** Reads what somebody is asked to sign about. Reading changes nothing there: a job that comes twice reads twice, and what was read first is kept. */
export class ReadOutsideRecordService {
  constructor(private readonly house: House) {}

  async run({ tenantId, recordId }: OutsideRecordJob): Promise<OutsideRecordResult> {
    const { tenancy, now } = this.house;
    const wanted = await tenancy.run({ tenantId }, (tx) => tx.outsideRecords.findToRead(recordId));
    if (!wanted) return 'nothing_to_do';
    if (wanted.connection.isPaused) return tenancy.run({ tenantId }, (tx) => Promise.resolve(tx.conclude({ audit: [], jobs: [{ queue: 'outside-records', data: { recordId }, delayMs: pausedLookMs }] })).then(() => 'will_retry' as const));
    const outcome = await readRecord(this.house, tenantId, wanted);
    const again = outcome.kind === 'later' && wanted.attempts + 1 < attemptsMax;
    const at = now();
    return tenancy.run({ tenantId }, async (tx) => {
      const read = outcome.kind === 'read' ? outcome : null;
      const state = read ? 'read' : again ? 'wanted' : 'unreadable';
      const held = await tx.outsideRecords.settle(recordId, { state, content: read?.seen ?? null, fingerprint: read?.fingerprint ?? null, problem: outcome.kind === 'read' ? null : outcome.problem, bindingDigest: wanted.connection.bindingDigest, at });
      if (!held) return 'nothing_to_do';
      const record = new Record({ tenantId, actor: { kind: 'job', name: 'outside-records' }, channel: 'job', traceId: null, causeId: null, at });
      if (again) record.enqueue('outside-records', { recordId }, retryMs[wanted.attempts] ?? 0);
      else record.act({ action: read ? 'outside_record.read' : 'outside_record.unreadable', subject: { kind: 'request', id: wanted.requestId, label: `request ${wanted.requestNumber}` }, reason: outcome.kind === 'read' ? null : outcome.problem, after: { recordId, connectionId: wanted.connection.id, path: wanted.path, fingerprint: read?.fingerprint ?? null } });
      tx.conclude({ audit: record.audit, jobs: record.jobs });
      return read ? 'read' : again ? 'will_retry' : 'unreadable';
    });
  }
}
