import type { ResealSecretsService } from '@countersign/services/data-keys';
import { Rounds } from '../platform/rounds.js';

/** Seals anew what is sealed by another key than its company's newest. */
export class ResealSecretsEveryHourHandler extends Rounds<ResealSecretsService> {
  protected readonly everyMs = 60 * 60_000;
  protected readonly complaint = 'secrets could not be sealed anew';
}
