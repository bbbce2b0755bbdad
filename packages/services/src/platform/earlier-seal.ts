import { createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { MasterKeys } from './kms.js';

/** The first byte of what was sealed before tenants had keys of their own. */
export const earlierForm = 1;
/** Keys derived once; deriving one costs more than opening by it. */
const keysMax = 1000;
const readAgainAfterMs = 2_000;

/**
 * Opens what was sealed before tenants had data keys: by a key derived from the master key for each tenant, bound to a purpose only. Nothing is
 * sealed so any more. It may go when no installation keeps anything of that form (`npm run keys:rotate` counts it).
 */
export class EarlierSeal {
  private readonly keys = new Map<string, KeyObject>();

  private known: { readonly masterKeys: readonly Buffer[]; readonly atMs: number } | null = null;

  constructor(private readonly read: () => MasterKeys) {}

  open(scope: string, purpose: string, sealed: Buffer): string {
    const problems: unknown[] = [];
    for (const masterKey of this.masterKeys()) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', this.keyOf(masterKey, scope), sealed.subarray(1, 13), { authTagLength: 16 }).setAAD(Buffer.from(purpose));
        decipher.setAuthTag(sealed.subarray(13, 29));
        return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
      } catch (error) {
        problems.push(error);
      }
    }
    throw new AggregateError(problems, 'it was sealed by a master key that is not known here, or for something else');
  }

  private masterKeys(): readonly Buffer[] {
    if (this.known && performance.now() - this.known.atMs < readAgainAfterMs) return this.known.masterKeys;
    const { newest, others } = this.read();
    this.known = { masterKeys: [newest, ...others], atMs: performance.now() };
    return this.known.masterKeys;
  }

  private keyOf(masterKey: Buffer, scope: string): KeyObject {
    const name = `${masterKey.toString('base64')} ${scope}`;
    const known = this.keys.get(name);
    if (known) return known;
    const [oldest] = this.keys.keys();
    if (oldest !== undefined && this.keys.size >= keysMax) this.keys.delete(oldest);
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), `countersign seal ${scope}`, 32)));
    this.keys.set(name, key);
    return key;
  }
}
