import type { TreeHashes } from './hashes.js';

/** A tree that only grows. It keeps one hash for each bit of its size, and no leaf. */
export class GrowingTree {
  size = 0;
  /** Roots of complete parts, the largest first. */
  private readonly parts: Uint8Array[] = [];

  constructor(private readonly hashes: TreeHashes) {}

  append(leaf: Uint8Array): void {
    let hash = leaf;
    // As many complete parts as the size ends in ones become one with the new leaf.
    for (let rest = this.size; rest % 2 === 1; rest = Math.floor(rest / 2)) hash = this.hashes.node(this.parts.pop() ?? hash, hash);
    this.parts.push(hash);
    this.size += 1;
  }

  root(): Uint8Array {
    const last = this.parts.at(-1);
    if (last === undefined) return this.hashes.empty;
    return this.parts.slice(0, -1).reduceRight((right, left) => this.hashes.node(left, right), last);
  }
}
