import type { ForgetOldKeysService } from '@countersign/services/audit';
import { Rounds } from '../platform/rounds.js';

/** Forgets the answers to calls that nobody sends again any more. */
export class ForgetOldKeysEveryHourHandler extends Rounds<ForgetOldKeysService> {
  protected readonly everyMs = 60 * 60_000;
  protected readonly complaint = 'keys of old calls could not be forgotten';
}
