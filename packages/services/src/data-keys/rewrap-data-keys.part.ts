import { masterKeyOfPerson, type House } from '../platform/index.js';
import { resealTenant } from './reseal-tenant.part.js';

/** What was found and done in all companies. */
export interface Rewrapped {
  tenants: number;
  /** Data keys that the newest master key wraps now and did not before. */
  rewrapped: number;
  /** Secrets of companies that were sealed anew, since they were not sealed by their company's newest data key. */
  resealed: number;
  /** Second factors that the newest master key seals now and did not before. */
  secondFactors: number;
  /** Keys and secrets that open under no master key that is known here. */
  unreadable: number;
  /** Answers of earlier calls in the form that only an older master key opens; they are forgotten by themselves after seven days. */
  earlierAnswers: number;
}

/**
 * Brings everything under the newest master key: data keys are wrapped anew, and what a master key seals by itself is sealed anew. No secret of a company
 * changes, and each key opens before and after. It may be stopped anywhere and begun again, and two at once do no harm.
 */
export class MasterKeyRotation {
  constructor(private readonly house: House) {}

  async run(onProgress: (soFar: Rewrapped) => void = () => undefined): Promise<Rewrapped> {
    const soFar: Rewrapped = { tenants: 0, rewrapped: 0, resealed: 0, secondFactors: 0, unreadable: 0, earlierAnswers: 0 };
    for await (const tenantId of this.house.entry.everyTenant()) {
      await this.rewrap(tenantId, soFar);
      await this.reseal(tenantId, soFar);
      soFar.tenants += 1;
      onProgress(soFar);
    }
    for await (const factor of this.house.entry.everySecondFactor()) {
      if (masterKeyOfPerson(factor.sealedSecret) === this.house.sealer.kms.masterKeyId) continue;
      const { sealer, entry } = this.house;
      const anew = await sealer.openForPerson(factor.userId, factor.sealedSecret).then((secret) => sealer.sealForPerson(factor.userId, secret)).catch(() => null);
      if (anew === null) soFar.unreadable += 1;
      else if (await entry.resealSecondFactor(factor, anew)) soFar.secondFactors += 1;
    }
    return soFar;
  }

  private async rewrap(tenantId: string, soFar: Rewrapped): Promise<void> {
    const { kms } = this.house.sealer;
    const rows = await this.house.tenancy.read({ tenantId }, (tx) => tx.dataKeys.list());
    for (const row of rows.filter(({ masterKeyId }) => masterKeyId !== kms.masterKeyId)) {
      const anew = await kms.unwrap(tenantId, row).then((key) => kms.wrap(tenantId, key)).catch(() => null);
      if (anew === null) soFar.unreadable += 1;
      else if (await this.house.tenancy.run({ tenantId }, (tx) => tx.dataKeys.rewrap(row, anew.wrapped, anew.masterKeyId))) soFar.rewrapped += 1;
    }
  }

  private async reseal(tenantId: string, soFar: Rewrapped): Promise<void> {
    const done = await resealTenant(this.house, tenantId).catch(() => null);
    soFar.resealed += done?.resealed ?? 0;
    // Without its newest data key nothing of the company opens: that was counted with its keys.
    soFar.unreadable += done?.unreadable ?? 0;
    soFar.earlierAnswers += await this.house.tenancy.read({ tenantId }, (tx) => tx.dataKeys.sealed.countEarlierAnswers());
  }
}
