import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** As secrets were sealed before companies had keys of their own: by a key derived from the master key, bound to a purpose. */
export function sealEarlier(masterKey: string, scope: string, purpose: string, secret: string): Buffer {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(masterKey, 'base64url'), Buffer.alloc(0), `countersign seal ${scope}`, 32));
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), sealed]);
}
