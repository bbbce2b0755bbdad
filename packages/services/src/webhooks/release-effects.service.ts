import type { House } from '../platform/index.js';

/** What a job carries: ids only. */
export interface EndpointJob {
  readonly tenantId: string;
  readonly endpointId: string;
}

const atOnce = 500;

/**
 * Gives every effect that waited for an endpoint a job again, the first wanted first. Delivered again it does so again, which costs a look:
 * an effect with two jobs is carried out once.
 */
export class ReleaseEffectsService {
  constructor(private readonly house: House) {}

  /** How many effects were given a job; none where the endpoint is not active, or not any more. */
  async run({ tenantId, endpointId }: EndpointJob): Promise<number> {
    let after: string | null = null;
    for (let released = 0; ; ) {
      const from: string | null = after;
      const held = await this.house.tenancy.run({ tenantId }, async (tx) => {
        const endpoint = await tx.webhooks.find(endpointId);
        if (endpoint?.state !== 'active') return [];
        const effects = await tx.endpointStates.listHeld(endpointId, from, atOnce);
        if (effects.length > 0) tx.conclude({ audit: [], jobs: effects.map(({ id, delayMs }) => ({ queue: 'effects', data: { effectId: id }, delayMs })) });
        return effects;
      });
      released += held.length;
      after = held.at(-1)?.id ?? null;
      if (held.length < atOnce) return released;
    }
  }
}
