import type { Caller } from '@countersign/services/platform';

type SessionEntry = NonNullable<Caller['session']>;
type Credential = NonNullable<Caller['credential']>;

/** By what an entry is found: no token looks like the hash of a key. */
const nameOf = (credential: Credential) => (credential.kind === 'session' ? credential.token : `key ${credential.hash.toString('base64')}`);

/**
 * Sessions and API keys as this process last saw them, by their token or hash, which no two tenants share. An entry decides nothing: a change that begins
 * with it looks it up again in its own transaction, and starts over where anything differs. So an entry may be as old as
 * it likes; the least recently seen goes when there are too many.
 */
export class RememberedSessions {
  private readonly entries = new Map<string, SessionEntry>();

  constructor(private readonly max = 10_000) {}

  find(credential: Credential): SessionEntry | null {
    const entry = this.entries.get(nameOf(credential));
    if (entry === undefined) return null;
    this.remember(credential, entry);
    return entry;
  }

  remember(credential: Credential, entry: SessionEntry): void {
    const name = nameOf(credential);
    this.entries.delete(name);
    this.entries.set(name, entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > this.max && oldest !== undefined) this.entries.delete(oldest);
  }

  forget(credential: Credential): void {
    this.entries.delete(nameOf(credential));
  }
}
