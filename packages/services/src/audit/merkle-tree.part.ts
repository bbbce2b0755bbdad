import type { AuditNode } from '@countersign/database/audit';
import { createHash } from 'node:crypto';

/** So many levels of the tree lie between two whose hashes are kept: of 256 leaves one node is. */
export const levelsApart = 8;

export const emptyRoot = createHash('sha256').digest();

const nodeHash = (left: Buffer, right: Buffer) => createHash('sha256').update('\x01', 'latin1').update(left).update(right).digest();

/** A whole subtree: of 2 ** level leaves, the one at this position among those of its level. */
export interface Subtree {
  readonly level: number;
  readonly position: number;
}

/**
 * The right edge of a Merkle tree (RFC 6962, section 2.1): the hashes of the whole subtrees that its leaves make, the largest first. Adding a leaf
 * needs no more. Sizes are below 2 ** 53.
 */
export class Frontier {
  /** Nodes that became whole and are to be kept. */
  readonly nodes: AuditNode[] = [];
  private readonly hashes: Buffer[];

  constructor(
    private count: number,
    bytes: Buffer,
  ) {
    this.hashes = Array.from({ length: bytes.length / 32 }, (_, index) => bytes.subarray(index * 32, index * 32 + 32));
  }

  get size(): number {
    return this.count;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.hashes);
  }

  /** The root of the tree over all leaves so far. */
  get root(): Buffer {
    return joined(this.hashes);
  }

  append(leaf: Buffer): void {
    let hash = leaf;
    let position = this.count;
    for (let level = 1; position % 2 === 1; level += 1) {
      const left = this.hashes.pop();
      if (!left) throw new Error('a frontier has a hash for each bit of its size');
      hash = nodeHash(left, hash);
      position = (position - 1) / 2;
      if (level % levelsApart === 0) this.nodes.push({ level, position, hash });
    }
    this.hashes.push(hash);
    this.count += 1;
  }
}

/** From neighbouring subtrees, the largest first, the hash of the range that they cover. */
function joined(hashes: readonly Buffer[]): Buffer {
  return hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** Leaves from `from` to before `to`, which begin where a subtree does that is at least as large. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** The largest power of two below a number greater than 1. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** What an inclusion proof consists of (RFC 6962, section 2.1.1), from the leaf to the root; `index` is below `size`. */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  const down = (from: number, to: number): LeafRange[] => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return index < middle ? [...down(from, middle), { from: middle, to }] : [...down(middle, to), { from, to: middle }];
  };
  return down(0, size);
}

/** What a consistency proof consists of (RFC 6962, section 2.1.2); nothing from 0, or from the same size. */
export function consistencyRanges(earlier: number, size: number): LeafRange[] {
  const down = (from: number, to: number, isKnown: boolean): LeafRange[] => {
    if (to === earlier) return isKnown ? [] : [{ from, to }];
    const middle = from + splitOf(to - from);
    return earlier <= middle ? [...down(from, middle, isKnown), { from: middle, to }] : [...down(middle, to, false), { from, to: middle }];
  };
  return earlier === 0 || earlier === size ? [] : down(0, size, true);
}

/** The whole subtrees that a range consists of, the largest first. */
export function subtreesOf({ from, to }: LeafRange): Subtree[] {
  const found: Subtree[] = [];
  for (let start = from; start < to; ) {
    let level = 0;
    while (start % 2 ** (level + 1) === 0 && start + 2 ** (level + 1) <= to) level += 1;
    found.push({ level, position: start / 2 ** level });
    start += 2 ** level;
  }
  return found;
}

/** Kept hashes of one level, from a position to before another, that a subtree is made of. */
export interface KeptRange {
  readonly level: number;
  readonly from: number;
  readonly to: number;
}

/** Level 0 are the leaves. */
export function keptUnder({ level, position }: Subtree): KeptRange {
  const base = level - (level % levelsApart);
  const count = 2 ** (level - base);
  return { level: base, from: position * count, to: (position + 1) * count };
}

/** The hash of a range, whose kept hashes `find` has at hand. */
export function hashOf(range: LeafRange, find: (level: number, position: number) => Buffer): Buffer {
  return joined(
    subtreesOf(range).map((subtree) => {
      const { level, from, to } = keptUnder(subtree);
      let hashes = Array.from({ length: to - from }, (_, index) => find(level, from + index));
      while (hashes.length > 1) hashes = Array.from({ length: hashes.length / 2 }, (_, index) => nodeHash(hashes[2 * index] ?? emptyRoot, hashes[2 * index + 1] ?? emptyRoot));
      return hashes[0] ?? emptyRoot;
    }),
  );
}
