import type { CopyProfileService, ProfileJob } from '@countersign/services/profile';

/** Copies a changed profile to all of a user's companies. Delivered twice, it finds them the same already and writes nothing. */
export class CopyProfileWhenProfileChangedHandler {
  static readonly queue = 'profiles';
  constructor(private readonly service: Pick<CopyProfileService, 'run'>) {}

  /** Throws what the service throws, so that the queue delivers the job again. */
  run({ tenantId, userId }: ProfileJob): Promise<number> {
    return this.service.run({ tenantId, userId });
  }
}
