import type { RemoveUnusedAttachmentsService } from '@countersign/services/attachments';
import { Rounds } from '../platform/rounds.js';

/** Removes files that became part of no request. */
export class RemoveUnusedAttachmentsEveryHourHandler extends Rounds<RemoveUnusedAttachmentsService> {
  protected readonly everyMs = 60 * 60_000;
  protected readonly complaint = 'unused attachments could not be removed';
}
