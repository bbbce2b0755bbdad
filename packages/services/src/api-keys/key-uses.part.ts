import type { Tenancy } from '@countersign/database/platform';

const everyMs = 300_000;
const writeAfterMs = 5_000;
const knownMax = 20_000;

/** Notes when keys were last used: once in five minutes each at most, those of a company in one statement, and apart from the calls themselves. */
export class KeyUses {
  private readonly notedAt = new Map<string, number>();
  private pending = new Map<string, Set<string>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly tenancy: Pick<Tenancy, 'run'>,
    private readonly now: () => number = Date.now,
  ) {}

  note(tenantId: string, apiKeyId: string): void {
    const at = this.now();
    if (at - (this.notedAt.get(apiKeyId) ?? 0) < everyMs) return;
    if (this.notedAt.size >= knownMax) this.notedAt.clear();
    this.notedAt.set(apiKeyId, at);
    this.pending.set(tenantId, (this.pending.get(tenantId) ?? new Set()).add(apiKeyId));
    this.timer ??= setTimeout(() => void this.write(), writeAfterMs).unref();
  }

  /** Writes what has been noted. What cannot be written is only shown as older than it is. */
  async write(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const noted = this.pending;
    this.pending = new Map();
    for (const [tenantId, ids] of noted) await this.tenancy.run({ tenantId }, (tx) => tx.apiKeys.noteUses([...ids], new Date(this.now()))).catch(() => undefined);
  }
}
