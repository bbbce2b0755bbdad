import { Record, type House } from '../platform/index.js';
import { goOnCompensating, holdRun } from '../requests/index.js';

/** What a job carries: ids only. */
export interface CompensationJob {
  readonly tenantId: string;
  readonly requestId: string;
}

/**
 * Goes on with undoing what a run has done, as far as that follows from how its effects stand now; each step in a transaction of its own. Delivered
 * twice, or to two workers at once, it finds nothing more to do.
 */
export class GoOnCompensatingService {
  constructor(private readonly house: House) {}

  /** How many steps it went. */
  async run(job: CompensationJob): Promise<number> {
    for (let steps = 0; ; steps += 1) if (!(await this.step(job))) return steps;
  }

  private step({ tenantId, requestId }: CompensationJob): Promise<boolean> {
    return this.house.tenancy.run({ tenantId }, async (tx) => {
      const held = await holdRun(tx, requestId);
      if (held === null) return false;
      const at = this.house.now();
      const record = new Record({ tenantId, actor: { kind: 'job', name: 'compensations' }, channel: 'job', traceId: null, causeId: held.effects.find(({ undoesId }) => undoesId === null)?.causeId ?? null, at });
      const receipt = await goOnCompensating({ tx, record, at, ...held });
      tx.conclude({ audit: record.audit, jobs: record.jobs, told: record.told });
      return receipt !== null;
    });
  }
}
