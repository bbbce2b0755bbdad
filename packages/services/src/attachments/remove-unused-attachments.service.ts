import type { House } from '../platform/index.js';
import { attachmentKey } from './attachment-key.part.js';

/** So long somebody may take between choosing a file and submitting. */
const unusedForMs = 24 * 3600_000;
const atOnceMax = 200;
const tenantsAtOnce = 1000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Removes files that became part of no revision. First it is written that they are given up, so that nobody can take one from then on;
 * then the bytes go; then the row. A crash in between leaves what the next round finds again. Two rounds at once do no harm.
 */
export class RemoveUnusedAttachmentsService {
  constructor(private readonly house: House) {}

  async run(forMs = unusedForMs): Promise<number> {
    let removed = 0;
    for (let after: string | undefined = beforeAll; after !== undefined; ) {
      const tenants: string[] = await this.house.entry.listTenants(after, tenantsAtOnce);
      for (const tenantId of tenants) removed += await this.removeOf(tenantId, forMs);
      after = tenants.at(-1);
    }
    return removed;
  }

  private async removeOf(tenantId: string, forMs: number): Promise<number> {
    const now = this.house.now();
    const ids = await this.house.tenancy.run({ tenantId }, (tx) => tx.attachments.discardUnused(new Date(now.getTime() - forMs), now, atOnceMax));
    for (const id of ids) {
      await this.house.files.remove(attachmentKey(id));
      await this.house.tenancy.run({ tenantId }, (tx) => tx.attachments.forget(id));
    }
    return ids.length;
  }
}
