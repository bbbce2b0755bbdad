import type { House } from '../platform/index.js';
import { attachmentKey } from './attachment-key.part.js';

/** So long somebody may take between choosing a file and submitting. */
const unusedForMs = 24 * 3600_000;
const atOnceMax = 200;

/**
 * Removes files that became part of no revision. First it is written that they are given up, so that nobody can take one from then on;
 * then the bytes go; then the row. A crash in between leaves what the next round finds again. Two rounds at once do no harm.
 */
export class RemoveUnusedAttachmentsService {
  constructor(private readonly house: House) {}

  async run(forMs = unusedForMs): Promise<number> {
    let removed = 0;
    for await (const tenantId of this.house.entry.everyTenant()) removed += await this.removeOf(tenantId, forMs);
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
