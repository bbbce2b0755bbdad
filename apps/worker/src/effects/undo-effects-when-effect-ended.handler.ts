import type { CompensationJob, GoOnCompensatingService } from '@countersign/services/effects';

/** Goes on undoing what a run has done once something has ended that it waited for. Delivered twice, it finds nothing more to do. */
export class UndoEffectsWhenEffectEndedHandler {
  static readonly queue = 'compensations';
  constructor(private readonly service: Pick<GoOnCompensatingService, 'run'>) {}

  run({ tenantId, requestId }: CompensationJob): Promise<number> {
    return this.service.run({ tenantId, requestId });
  }
}
