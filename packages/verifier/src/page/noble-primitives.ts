import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';

import type { Primitives } from '../format/primitives.js';

/** Of our own bringing: a page from a file may have no WebCrypto, and not every browser's has Ed25519. */
export const noblePrimitives: Primitives = {
  sha256: (bytes) => sha256(bytes),
  verifierOf: (publicKey) => (message, signature) => {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  },
};
