import { DataKeyRotation, MasterKeyRotation, ResealSecretsService, type DataKeyRotated, type Resealed, type Rewrapped } from '@countersign/services/data-keys';
import type { House, Sealer } from '@countersign/services/platform';

/** What operators and the worker do with keys. */
export interface KeyWork {
  /** Gives a company a new data key; so long others may go on to seal by the one before. */
  rotateDataKey(tenantId: string, lifeMs?: number): Promise<DataKeyRotated>;
  /** Brings everything under the newest master key. */
  rewrapDataKeys(): Promise<Rewrapped>;
  /** Seals anew what is sealed by another key than its company's newest. */
  resealSecrets(): Promise<Resealed>;
  readonly sealer: Sealer;
}

export const keyWorkOf = (house: House): KeyWork => ({
  rotateDataKey: (tenantId, lifeMs = 0) => new DataKeyRotation(house).run(tenantId, { lifeMs }),
  rewrapDataKeys: () => new MasterKeyRotation(house).run(),
  resealSecrets: () => new ResealSecretsService(house).run(),
  sealer: house.sealer,
});
