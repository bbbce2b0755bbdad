import type { StartDueReadingsService } from '@countersign/services/record-sets';
import { Rounds } from '../platform/rounds.js';

/** Begins the readings of record sets whose turn has come. */
export class StartReadingsEveryHalfMinuteHandler extends Rounds<StartDueReadingsService> {
  protected readonly everyMs = 30_000;
  protected readonly complaint = 'readings whose turn has come could not be begun';
}
