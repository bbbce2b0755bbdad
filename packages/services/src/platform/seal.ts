import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';

const version = 1;
/** Keys derived once, of the tenants that were busy last; deriving one costs more than sealing by it. */
const keysMax = 1000;

/**
 * Seals secrets that must be readable again (AES-256-GCM, NIST SP 800-38D). The key is derived per tenant from the master key
 * (HKDF, RFC 5869) and the purpose is authenticated, so that a sealed value opens only where it belongs.
 */
export class Sealer {
  private readonly keys = new Map<string, KeyObject>();

  constructor(private readonly masterKey: Buffer) {
    if (masterKey.length !== 32) throw new Error('the master key is 32 bytes');
  }

  /** Version, nonce (12 bytes), tag (16 bytes), ciphertext. */
  seal(tenantId: string, purpose: string, secret: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.keyOf(tenantId), nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([version]), nonce, cipher.getAuthTag(), sealed]);
  }

  open(tenantId: string, purpose: string, sealed: Buffer): string {
    if (sealed[0] !== version) throw new Error('sealed by a version that is not known here');
    const decipher = createDecipheriv('aes-256-gcm', this.keyOf(tenantId), sealed.subarray(1, 13)).setAAD(Buffer.from(purpose));
    decipher.setAuthTag(sealed.subarray(13, 29));
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
  }

  private keyOf(tenantId: string): KeyObject {
    const known = this.keys.get(tenantId);
    if (known) return known;
    const [oldest] = this.keys.keys();
    if (oldest !== undefined && this.keys.size >= keysMax) this.keys.delete(oldest);
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', this.masterKey, Buffer.alloc(0), `countersign seal ${tenantId}`, 32)));
    this.keys.set(tenantId, key);
    return key;
  }
}
