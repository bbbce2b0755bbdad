import { createCipheriv, createDecipheriv, createHash, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';

/** A key as a master key wrapped it. */
export interface Wrapped {
  readonly masterKeyId: string;
  readonly wrapped: Buffer;
}

/**
 * Keeps the master keys and hands none of them out. One who rents them elsewhere writes another of this shape: it is asked once per key and
 * process for as long as a key is remembered, and never for a single secret of a tenant.
 */
export interface Kms {
  /** The master key that wraps now. */
  readonly masterKeyId: string;
  /** `scope` says whose key it is: what was wrapped for one opens for no other. */
  wrap(scope: string, key: Buffer): Promise<Wrapped>;
  /** @throws MasterKeyUnknown where it was wrapped by a master key that is not known here */
  unwrap(scope: string, wrapped: Wrapped): Promise<Buffer>;
}

/** The newest wraps, all of them open. Each is 32 bytes. */
export interface MasterKeys {
  readonly newest: Buffer;
  readonly others: readonly Buffer[];
}

export class MasterKeyUnknown extends Error {
  constructor(readonly masterKeyId: string) {
    super(`the master key ${masterKeyId} is not known here`);
  }
}

/** Master keys as the file of secrets has them, in base64url. */
export function masterKeysOf({ masterKey, otherMasterKeys = [] }: { readonly masterKey: string; readonly otherMasterKeys?: readonly string[] }): MasterKeys {
  const [newest, ...others] = [masterKey, ...otherMasterKeys].map((text) => Buffer.from(text, 'base64url'));
  if (!newest || [newest, ...others].some((key) => key.length !== 32)) throw new Error('a master key is 32 bytes in base64url');
  return { newest, others };
}

interface Held {
  readonly id: string;
  readonly key: KeyObject;
}

const derive = (masterKey: Buffer, purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), purpose, 32));

/** A name for a master key that tells nothing of it. */
export const masterKeyIdOf = (masterKey: Buffer): string => createHash('sha256').update(derive(masterKey, 'countersign master key id')).digest('hex').slice(0, 16);

/** Looking again costs a file. */
const readAgainAfterMs = 2_000;

/**
 * Master keys that this process is told of by its environment (AES-256-GCM, NIST SP 800-38D; HKDF, RFC 5869). Where it meets one that it does not
 * know, it looks once more: another process may have been told of a newer one first.
 */
export class EnvironmentKms implements Kms {
  private held: { readonly newest: Held; readonly all: ReadonlyMap<string, Held> };
  private readAtMs = performance.now();

  constructor(private readonly read: () => MasterKeys) {
    this.held = this.look();
  }

  get masterKeyId(): string {
    return this.held.newest.id;
  }

  wrap(scope: string, key: Buffer): Promise<Wrapped> {
    // Rare, and what is wrapped now should not have to be wrapped anew.
    this.lookAgain();
    const { id, key: by } = this.held.newest;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', by, nonce).setAAD(boundTo(id, scope));
    const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
    return Promise.resolve({ masterKeyId: id, wrapped: Buffer.concat([nonce, cipher.getAuthTag(), sealed]) });
  }

  // Not async throughout: what fails is told by the promise, as by one who asks elsewhere.
  async unwrap(scope: string, { masterKeyId, wrapped }: Wrapped): Promise<Buffer> {
    const by = this.held.all.get(masterKeyId) ?? this.lookAgain().get(masterKeyId);
    if (!by) throw new MasterKeyUnknown(masterKeyId);
    const decipher = createDecipheriv('aes-256-gcm', by.key, wrapped.subarray(0, 12), { authTagLength: 16 }).setAAD(boundTo(masterKeyId, scope));
    decipher.setAuthTag(wrapped.subarray(12, 28));
    return Promise.resolve(Buffer.concat([decipher.update(wrapped.subarray(28)), decipher.final()]));
  }

  private lookAgain(): ReadonlyMap<string, Held> {
    if (performance.now() - this.readAtMs > readAgainAfterMs) this.held = this.look();
    return this.held.all;
  }

  private look() {
    const { newest, others } = this.read();
    this.readAtMs = performance.now();
    const [first, ...rest] = [newest, ...others].map((key): Held => ({ id: masterKeyIdOf(key), key: createSecretKey(derive(key, 'countersign wraps keys')) }));
    if (!first) throw new Error('there is no master key');
    return { newest: first, all: new Map([first, ...rest].map((held) => [held.id, held])) };
  }
}

const boundTo = (masterKeyId: string, scope: string) => Buffer.from(JSON.stringify(['countersign wrapped key', masterKeyId, scope]));
