import { encoderAfter } from '../format/bytes.js';
import type { Primitives } from '../format/primitives.js';

/** The hashes of RFC 6962, section 2.1, and that of a committed value. */
export interface TreeHashes {
  readonly empty: Uint8Array;
  readonly leaf: (canonical: string) => Uint8Array;
  readonly node: (left: Uint8Array, right: Uint8Array) => Uint8Array;
}

export function treeHashes({ sha256 }: Primitives): TreeHashes {
  const encode = encoderAfter(0x00);
  const pair = new Uint8Array(65);
  pair[0] = 0x01;
  return {
    empty: sha256(new Uint8Array(0)),
    leaf: (canonical) => sha256(encode(canonical)),
    node(left, right) {
      pair.set(left, 1);
      pair.set(right, 33);
      return sha256(pair);
    },
  };
}
