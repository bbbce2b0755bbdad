export interface TenantSharesOptions {
  readonly slots: number;
  /** Of what others leave free, a tenant may use so much: there is always something left for one more. Above 0 and below 1. */
  readonly share: number;
  /** How long one waits for its tenant's turn, in milliseconds. */
  readonly turnMs: number;
}

interface Waiter {
  readonly tenantId: string;
  readonly take: () => void;
}

/**
 * Who uses the slots of this process, be they jobs at once or connections. A tenant that holds its slots for long has its share of them, a second one
 * the same share of what is left, and so on: whoever comes next finds one. Those who wait go in the order in which they came.
 */
export class TenantShares {
  private readonly running = new Map<string, number>();
  private count = 0;
  private waiters: Waiter[] = [];

  constructor(private readonly options: TenantSharesOptions) {}

  /** Waits for a slot of the tenant's share; false where there is none in time. Whoever got one gives it back. */
  async enter(tenantId: string): Promise<boolean> {
    if (this.mayEnter(tenantId) && !this.waiters.some((waiter) => waiter.tenantId === tenantId)) {
      this.take(tenantId);
      return true;
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.waiters = this.waiters.filter((other) => other !== waiter);
        resolve(false);
      }, this.options.turnMs);
      const waiter: Waiter = {
        tenantId,
        take: () => {
          clearTimeout(timer);
          this.take(tenantId);
          resolve(true);
        },
      };
      this.waiters.push(waiter);
    });
  }

  leave(tenantId: string): void {
    const left = this.runningOf(tenantId) - 1;
    if (left > 0) this.running.set(tenantId, left);
    else this.running.delete(tenantId);
    this.count -= 1;
    if (this.waiters.length > 0) this.letIn();
  }

  private letIn(): void {
    this.waiters = this.waiters.filter((waiter) => {
      if (!this.mayEnter(waiter.tenantId)) return true;
      waiter.take();
      return false;
    });
  }

  private take(tenantId: string): void {
    this.running.set(tenantId, this.runningOf(tenantId) + 1);
    this.count += 1;
  }

  private mayEnter(tenantId: string): boolean {
    const own = this.runningOf(tenantId);
    const free = this.options.slots - (this.count - own);
    return own < Math.max(1, Math.floor(free * this.options.share));
  }

  private runningOf(tenantId: string): number {
    return this.running.get(tenantId) ?? 0;
  }
}
