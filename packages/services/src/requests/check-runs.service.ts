import type { RunWithFacts } from '@countersign/database/requests';
import { findAuditEntries } from '../audit/index.js';
import { Record, type House } from '../platform/index.js';
import { compareRun, type RunDifference } from './compare-run.part.js';

/** A run that is not what its facts say; ids and places only. */
export interface FoundDifference extends RunDifference {
  readonly tenantId: string;
  readonly requestId: string;
  readonly requestNumber: number;
  readonly runId: string;
}

export interface RunsChecked {
  readonly tenants: number;
  readonly runs: number;
  readonly facts: number;
  readonly differences: number;
}

export interface RunCheck {
  /** Whether a difference leaves an entry in its company's audit, once for as long as it stays the same. */
  readonly record: boolean;
  readonly onDifference: (found: FoundDifference) => void;
  /** After every page of runs. */
  readonly onProgress?: (soFar: RunsChecked) => void;
  /** Ends the check before its next page. */
  readonly signal?: AbortSignal;
}

/** As many runs as are in memory at a time, with their facts. */
const runsAtOnce = 200;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** Folds every run of every company again from its facts, each company in transactions of its own, and tells where what is kept differs. */
export class CheckRunsService {
  constructor(private readonly house: House) {}

  /** @throws what the signal was aborted with */
  async run(check: RunCheck): Promise<RunsChecked> {
    const soFar = { tenants: 0, runs: 0, facts: 0, differences: 0 };
    for await (const tenantId of this.house.entry.everyTenant()) {
      for await (const page of this.pages(tenantId)) {
        check.signal?.throwIfAborted();
        for (const run of page) {
          const difference = compareRun(run);
          soFar.runs += 1;
          soFar.facts += run.facts.length;
          if (!difference) continue;
          soFar.differences += 1;
          const found = { tenantId, requestId: run.requestId, requestNumber: run.requestNumber, runId: run.runId, ...difference };
          check.onDifference(found);
          if (check.record) await this.record(found);
        }
        check.onProgress?.({ ...soFar });
      }
      soFar.tenants += 1;
    }
    return soFar;
  }

  /** A page is one snapshot: a run that is decided on meanwhile is seen with all that follows from it, or with nothing. */
  private async *pages(tenantId: string): AsyncGenerator<RunWithFacts[]> {
    let after = beforeAll;
    for (;;) {
      const from = after;
      const page = await this.house.tenancy.read({ tenantId }, (tx) => tx.runFacts.list(from, runsAtOnce));
      const last = page.at(-1);
      if (!last) return;
      yield page;
      after = last.runId;
    }
  }

  private record({ tenantId, requestId, requestNumber, runId, pointer, kept, told, digest }: FoundDifference): Promise<void> {
    return this.house.tenancy.run({ tenantId }, async (tx) => {
      const at = this.house.now();
      const { items: [last] } = await findAuditEntries(tx, { subjectId: requestId, action, limit: '1' }, at);
      if (last && digestIn(last.after) === digest) return;
      const record = new Record({ tenantId, actor: { kind: 'job', name: 'run-checks' }, channel: 'job', traceId: null, causeId: null, at });
      record.act({ action, subject: { kind: 'request', id: requestId, label: `request ${requestNumber}` }, after: { runId, pointer, kept, told, digest } });
      tx.conclude({ audit: record.audit });
    });
  }
}

const action = 'run.difference_found';
const digestIn = (after: unknown) => (typeof after === 'object' && after !== null && 'digest' in after ? after.digest : null);
