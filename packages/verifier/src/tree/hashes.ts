import { utf8 } from '../format/bytes.js';
import type { Primitives } from '../format/primitives.js';

/** The hashes of RFC 6962, section 2.1, and that of a committed value. */
export interface TreeHashes {
  readonly empty: Uint8Array;
  readonly leaf: (canonical: string) => Uint8Array;
  readonly node: (left: Uint8Array, right: Uint8Array) => Uint8Array;
}

export function treeHashes({ sha256 }: Primitives): TreeHashes {
  const pair = new Uint8Array(65);
  pair[0] = 0x01;
  return {
    empty: sha256(new Uint8Array(0)),
    // U+0000 is one byte 0x00 in UTF-8: so text and prefix are encoded at once.
    leaf: (canonical) => sha256(utf8(`\u0000${canonical}`)),
    node(left, right) {
      pair.set(left, 1);
      pair.set(right, 33);
      return sha256(pair);
    },
  };
}
