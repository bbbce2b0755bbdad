import type { EndpointJob, ReleaseEffectsService } from '@countersign/services/webhooks';
import type { Logger } from 'pino';

/** Gives what waited for an endpoint its jobs again. Delivered twice, it does so twice, and each effect is still carried out once. */
export class ReleaseEffectsWhenEndpointResumedHandler {
  static readonly queue = 'webhook-endpoints';
  constructor(
    private readonly service: Pick<ReleaseEffectsService, 'run'>,
    private readonly log: Pick<Logger, 'info'>,
  ) {}

  async run({ tenantId, endpointId }: EndpointJob): Promise<number> {
    const released = await this.service.run({ tenantId, endpointId });
    this.log.info({ tenantId, endpointId, released }, 'effects that waited for an endpoint go on');
    return released;
  }
}
