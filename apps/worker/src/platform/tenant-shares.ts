/** How long a slot waits for its tenant's turn before it takes another job. */
const turnMs = 100;
/** Of what others leave free, a tenant may use so much: there is always something left for one more. */
const share = 0.75;

/**
 * Who uses the slots of this process. A tenant whose receiver hangs uses three quarters of them, a second one three quarters of what is
 * left, and so on: whoever comes next always finds a slot.
 */
export class TenantShares {
  private readonly running = new Map<string, number>();
  private count = 0;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly slots: number) {}

  /** Waits a moment for a slot of the tenant's share; false where there is none. Whoever got one gives it back. */
  async enter(tenantId: string): Promise<boolean> {
    const until = Date.now() + turnMs;
    while (!this.mayEnter(tenantId)) {
      const leftMs = until - Date.now();
      if (leftMs <= 0) return false;
      await this.change(leftMs);
    }
    this.running.set(tenantId, this.runningOf(tenantId) + 1);
    this.count += 1;
    return true;
  }

  leave(tenantId: string): void {
    const left = this.runningOf(tenantId) - 1;
    if (left > 0) this.running.set(tenantId, left);
    else this.running.delete(tenantId);
    this.count -= 1;
    for (const wake of [...this.waiting]) wake();
  }

  private mayEnter(tenantId: string): boolean {
    const own = this.runningOf(tenantId);
    const free = this.slots - (this.count - own);
    return own < Math.max(1, Math.floor(free * share));
  }

  private runningOf(tenantId: string): number {
    return this.running.get(tenantId) ?? 0;
  }

  private change(forMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, forMs);
      this.waiting.add(wake);
    });
  }
}
