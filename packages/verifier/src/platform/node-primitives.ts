import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto';

import type { Primitives } from '../format/primitives.js';

function importKey(publicKey: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') } });
  } catch {
    return undefined;
  }
}

/** What Node.js brings. */
export const nodePrimitives: Primitives = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  verifierOf(publicKey) {
    const key = importKey(publicKey);
    return key && ((message, signature) => signature.length === 64 && verify(null, message, key, signature));
  },
};
