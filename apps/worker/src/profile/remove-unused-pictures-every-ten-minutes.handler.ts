import type { RemoveUnusedPicturesService } from '@countersign/services/profile';
import { Rounds } from '../platform/rounds.js';

/** Removes what nobody shows any more. */
export class RemoveUnusedPicturesEveryTenMinutesHandler extends Rounds<RemoveUnusedPicturesService> {
  protected readonly everyMs = 10 * 60_000;
  protected readonly complaint = 'unused pictures could not be removed';
}
