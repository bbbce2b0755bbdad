import type { Caller } from '@countersign/services/platform';

type SessionEntry = NonNullable<Caller['session']>;

/**
 * Sessions as this process last saw them, by their token, which no two tenants share. An entry decides nothing: a change that begins
 * with it looks the session up again in its own transaction, and starts over where anything differs. So an entry may be as old as
 * it likes; the least recently seen goes when there are too many.
 */
export class RememberedSessions {
  private readonly entries = new Map<string, SessionEntry>();

  constructor(private readonly max = 10_000) {}

  find(token: string): SessionEntry | null {
    const entry = this.entries.get(token);
    if (entry === undefined) return null;
    this.remember(token, entry);
    return entry;
  }

  remember(token: string, entry: SessionEntry): void {
    this.entries.delete(token);
    this.entries.set(token, entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > this.max && oldest !== undefined) this.entries.delete(oldest);
  }

  forget(token: string): void {
    this.entries.delete(token);
  }
}
