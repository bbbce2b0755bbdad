import type { DatabasePool } from '@countersign/database/platform';

const noteUses = {
  name: 'sessions.note_uses',
  text: `insert into identity.session_use (session_id, used_at) select s.id, now() from identity.session s where s.id = any($1::uuid[])
         on conflict (session_id) do update set used_at = excluded.used_at`,
};
const everyMs = 60_000;
const writeAfterMs = 5_000;
const knownMax = 20_000;

/** Notes when sessions were last used: once a minute each at most, many in one statement, and apart from the calls themselves. */
export class SessionUses {
  private readonly notedAt = new Map<string, number>();
  private pending = new Set<string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly pool: DatabasePool,
    private readonly now: () => number = Date.now,
  ) {}

  note(sessionId: string): void {
    const at = this.now();
    if (at - (this.notedAt.get(sessionId) ?? 0) < everyMs) return;
    if (this.notedAt.size >= knownMax) this.notedAt.clear();
    this.notedAt.set(sessionId, at);
    this.pending.add(sessionId);
    this.timer ??= setTimeout(() => void this.write(), writeAfterMs).unref();
  }

  /** Writes what has been noted. What cannot be written is only shown as older than it is. */
  async write(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.pending.size === 0) return;
    const ids = [...this.pending];
    this.pending = new Set();
    await this.pool.query({ ...noteUses, values: [ids] }).catch(() => undefined);
  }
}
