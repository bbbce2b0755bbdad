import { setTimeout as delay } from 'node:timers/promises';
import { dataKeyLifeMs, Record, type House } from '../platform/index.js';
import { resealTenant, type Resealed } from './reseal-tenant.part.js';

export interface DataKeyRotated extends Resealed {
  /** The key that seals now. */
  readonly number: number;
  /** Whether it was made just now; false where an earlier rotation was gone on with. */
  readonly isNew: boolean;
  /** Those that nothing which lasts is sealed by any more. Empty where something could not be opened. */
  readonly retired: readonly number[];
}

export interface RotationOptions {
  readonly onProgress?: (soFar: Resealed) => void;
  /** How long other processes may go on to seal by the key that they know. */
  readonly lifeMs?: number;
}

/** Other machines' clocks, and what was under way. */
const marginMs = 5_000;

/**
 * Gives a company a new data key, seals all of its secrets anew, and retires the keys before it once no process seals by them any more. A rotation that was
 * stopped is gone on with: a further key is made only when those before are retired. Nothing is unreadable meanwhile, since every key stays.
 */
export class DataKeyRotation {
  constructor(private readonly house: House) {}

  async run(tenantId: string, { onProgress, lifeMs = dataKeyLifeMs }: RotationOptions = {}): Promise<DataKeyRotated> {
    const { dataKeys } = this.house.sealer;
    const { number, isNew } = await this.begin(tenantId);
    dataKeys.forget(tenantId);
    const madeAt = performance.now();
    const soFar = await resealTenant(this.house, tenantId, onProgress);
    await delay(Math.max(0, madeAt + lifeMs + (lifeMs === dataKeyLifeMs ? marginMs : 0) - performance.now()));
    const late = await resealTenant(this.house, tenantId, onProgress);
    const sum = { resealed: soFar.resealed + late.resealed, unreadable: late.unreadable };
    return { ...sum, number, isNew, retired: late.unreadable === 0 ? await this.retire(tenantId, number) : [] };
  }

  private async begin(tenantId: string): Promise<{ number: number; isNew: boolean }> {
    const [newest, ...older] = await this.house.tenancy.read({ tenantId }, (tx) => tx.dataKeys.list());
    if (newest && older.some(({ retiredAt }) => retiredAt === null)) return { number: newest.number, isNew: false };
    const number = (newest?.number ?? 0) + 1;
    const [row] = await this.house.sealer.dataKeys.make(tenantId, number);
    const isNew = await this.house.tenancy.run({ tenantId }, async (tx) => {
      if (!(await tx.dataKeys.insert(row))) return false;
      this.conclude(tx, tenantId, { action: 'data_key.made', number, after: { number } });
      return true;
    });
    return { number, isNew };
  }

  private retire(tenantId: string, number: number): Promise<number[]> {
    return this.house.tenancy.run({ tenantId }, async (tx) => {
      const retired = await tx.dataKeys.retireOlder(number, this.house.now());
      if (retired.length > 0) this.conclude(tx, tenantId, { action: 'data_key.retired', number, after: { retired, sealsNow: number } });
      return retired;
    });
  }

  private conclude(tx: Parameters<Parameters<House['tenancy']['run']>[1]>[0], tenantId: string, { action, number, after }: { readonly action: string; readonly number: number; readonly after: unknown }): void {
    const record = new Record({ tenantId, actor: { kind: 'job', name: 'key rotation' }, channel: 'job', traceId: null, causeId: null, at: this.house.now() });
    record.act({ action, subject: { kind: 'tenant', id: tenantId, label: `data key ${number}` }, after });
    tx.conclude({ audit: record.audit });
  }
}
