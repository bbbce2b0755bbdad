import type { ForgetOldTriesService } from '@countersign/services/identity';
import { Rounds } from '../platform/rounds.js';

/** Forgets counts of tries that refuse nobody any more. */
export class ForgetOldTriesEveryTenMinutesHandler extends Rounds<ForgetOldTriesService> {
  protected readonly everyMs = 10 * 60_000;
  protected readonly complaint = 'counts of old tries could not be forgotten';
}
