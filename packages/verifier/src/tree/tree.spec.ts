import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { bytesOfHex, hexOf } from '../format/bytes.js';
import { nodePrimitives } from '../platform/node-primitives.js';
import { leafHash, pathOf, proofOf, rootOf } from '../vectors/naive-tree.js';
import { GrowingTree } from './growing-tree.js';
import { treeHashes } from './hashes.js';
import { isContinued, isIncluded } from './proofs.js';

interface Vectors {
  readonly leaves: readonly { readonly data: string; readonly leaf: string }[];
  readonly roots: readonly string[];
  readonly inclusion: readonly { readonly size: number; readonly root: string; readonly index: number; readonly leaf: string; readonly proof: readonly string[]; readonly holds: boolean; readonly says?: string }[];
  readonly consistency: readonly { readonly from: number; readonly fromRoot: string; readonly to: number; readonly toRoot: string; readonly proof: readonly string[]; readonly holds: boolean; readonly says?: string }[];
}
const vectors = JSON.parse(readFileSync(resolve(__dirname, '../../../../docs/audit-format/tree.json'), 'utf8')) as Vectors;
const hashes = treeHashes(nodePrimitives);
const leavesOf = (size: number, seed = 0) => Array.from({ length: size }, (_, nth) => leafHash(Buffer.from(`${seed} ${nth}`)));

function grown(leaves: readonly Uint8Array[]): GrowingTree {
  const tree = new GrowingTree(hashes);
  for (const leaf of leaves) tree.append(leaf);
  return tree;
}

describe('the tree', () => {
  it('row:E2 has the roots that are published for Certificate Transparency, from no entry on', () => {
    expect(vectors.roots).toHaveLength(9);
    const leaves = vectors.leaves.map(({ data }) => hashes.leaf(Buffer.from(data, 'hex').toString('latin1')));
    // Bytes above 0x7f cannot be text; those of the vectors are not.
    expect(leaves.map(hexOf)).toEqual(vectors.leaves.map(({ leaf }) => leaf));
    expect(vectors.roots.map((_, size) => hexOf(grown(leaves.slice(0, size)).root()))).toEqual(vectors.roots);
  });

  it('row:E2 takes every proof of the vectors that holds, and no other', () => {
    for (const { size, root, index, leaf, proof, holds, says } of vectors.inclusion) {
      expect({ size, index, says, holds: isIncluded(hashes, bytesOfHex(leaf), index, proof.map(bytesOfHex), { size, root: bytesOfHex(root) }) }).toEqual({ size, index, says, holds });
    }
    for (const { from, fromRoot, to, toRoot, proof, holds, says } of vectors.consistency) {
      expect({ from, to, says, holds: isContinued(hashes, { size: from, root: bytesOfHex(fromRoot) }, { size: to, root: bytesOfHex(toRoot) }, proof.map(bytesOfHex)) }).toEqual({ from, to, says, holds });
    }
    expect(vectors.inclusion.some(({ holds }) => !holds) && vectors.consistency.some(({ holds }) => !holds)).toBe(true);
  });

  it('agrees with RFC 6962, written down word for word, on every root, and takes its proofs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), (size, at, before) => {
        const leaves = leavesOf(size);
        const [index, from] = [at % size, before % (size + 1)];
        const head = { size, root: rootOf(leaves) };
        expect(hexOf(grown(leaves).root())).toBe(hexOf(head.root));
        expect(isIncluded(hashes, leaves[index] ?? Buffer.alloc(0), index, pathOf(index, leaves), head)).toBe(true);
        expect(isContinued(hashes, { size: from, root: rootOf(leaves.slice(0, from)) }, head, proofOf(from, leaves))).toBe(true);
      }),
    );
  });

  it('takes a proof for its own index, sizes and hashes only', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), fc.nat(), (size, at, other, bit) => {
        const leaves = leavesOf(size);
        const [index, wrong] = [at % size, other % (size + 3)];
        const head = { size, root: rootOf(leaves) };
        const proof = pathOf(index, leaves);
        const leaf = leaves[index] ?? Buffer.alloc(0);
        if (wrong !== index) expect(isIncluded(hashes, leaf, wrong, proof, head)).toBe(false);
        if (proof.length > 0) {
          const changed = proof.map((hash) => Buffer.from(hash));
          const hash = changed[bit % changed.length] ?? Buffer.alloc(32);
          hash[bit % 32] = (hash[bit % 32] ?? 0) ^ (1 << (bit % 8));
          expect(isIncluded(hashes, leaf, index, changed, head)).toBe(false);
          expect(isIncluded(hashes, leaf, index, proof.slice(1), head)).toBe(false);
        }
        expect(isIncluded(hashes, leaf, index, [...proof, leaf], head)).toBe(false);
      }),
    );
  });

  it('does not take another history for a continuation, whatever the sizes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), fc.nat(), (size, before, changedAt) => {
        const from = (before % size) + 1;
        const leaves = leavesOf(size);
        const other = leaves.with(changedAt % from, leavesOf(1, 1)[0] ?? Buffer.alloc(0));
        const older = { size: from, root: rootOf(leaves.slice(0, from)) };
        const newer = { size, root: rootOf(other) };
        expect(isContinued(hashes, older, newer, proofOf(from, other))).toBe(false);
        expect(isContinued(hashes, older, newer, proofOf(from, leaves))).toBe(false);
      }),
    );
  });
});
