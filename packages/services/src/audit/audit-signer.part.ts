import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { NoteSigner } from './signed-note.part.js';

/** The newest signs for companies that have no key yet; all of them sign where a company's log says so. Each is 32 bytes, in base64url. */
export interface AuditKeys {
  readonly auditKey: string;
  readonly otherAuditKeys?: readonly string[];
}

/** What comes before the 32 bytes of a private key of Ed25519 in PKCS #8 (RFC 8410, section 7). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function signerOf(text: string): NoteSigner {
  const seed = Buffer.from(text, 'base64url');
  if (seed.length !== 32) throw new Error('a key that signs the audit is 32 bytes in base64url');
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { publicKey, sign: (note) => sign(null, note, key) };
}

/** Looking again costs a file. */
const readAgainAfterMs = 2_000;

/** Signs checkpoints with keys that this process is told of by its environment; where it is asked for one that it does not know, it looks once more. */
export class AuditSigner {
  private held: readonly [NoteSigner, ...NoteSigner[]];
  private readAtMs = performance.now();

  constructor(private readonly read: () => AuditKeys) {
    this.held = this.look();
  }

  get newest(): NoteSigner {
    return this.held[0];
  }

  /** Null where its private key is not known here. */
  find(publicKey: Buffer): NoteSigner | null {
    const known = () => this.held.find((signer) => signer.publicKey.equals(publicKey)) ?? null;
    if (known() === null && performance.now() - this.readAtMs > readAgainAfterMs) this.held = this.look();
    return known();
  }

  private look(): readonly [NoteSigner, ...NoteSigner[]] {
    const { auditKey, otherAuditKeys = [] } = this.read();
    this.readAtMs = performance.now();
    return [signerOf(auditKey), ...otherAuditKeys.map(signerOf)];
  }
}
