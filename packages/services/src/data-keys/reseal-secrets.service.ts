import type { House } from '../platform/index.js';
import { resealTenant, type Resealed } from './reseal-tenant.part.js';

/** Seals anew, in every company, what is not sealed by the key that seals there now: what was kept before companies had keys of their own, and what a worker sealed late. */
export class ResealSecretsService {
  constructor(private readonly house: House) {}

  async run(): Promise<Resealed> {
    const all: Resealed = { resealed: 0, unreadable: 0 };
    for await (const tenantId of this.house.entry.everyTenant()) {
      const { resealed, unreadable } = await resealTenant(this.house, tenantId);
      all.resealed += resealed;
      all.unreadable += unreadable;
    }
    return all;
  }
}
