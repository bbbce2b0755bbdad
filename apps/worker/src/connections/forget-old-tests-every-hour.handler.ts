import type { ForgetOldTestsService } from '@countersign/services/connections';
import { Rounds } from '../platform/rounds.js';

/** Forgets what came of old tests of connections. */
export class ForgetOldTestsEveryHourHandler extends Rounds<ForgetOldTestsService> {
  protected readonly everyMs = 60 * 60_000;
  protected readonly complaint = 'old tests of connections could not be forgotten';
}
