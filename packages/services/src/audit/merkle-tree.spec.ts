import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { consistencyRanges, emptyRoot, Frontier, hashOf, inclusionRanges } from './merkle-tree.part.js';

const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const leafOf = (bytes: Buffer) => sha256(Buffer.from([0]), bytes);
const node = (left: Buffer, right: Buffer) => sha256(Buffer.from([1]), left, right);

// RFC 6962, section 2.1, word for word: slow, and nothing of ours in it.
const splitOf = (n: number) => 2 ** (Math.ceil(Math.log2(n)) - 1);
function mth(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (!first) return sha256();
  if (leaves.length === 1) return first;
  const k = splitOf(leaves.length);
  return node(mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}
function path(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  return m < k ? [...path(m, leaves.slice(0, k)), mth(leaves.slice(k))] : [...path(m - k, leaves.slice(k)), mth(leaves.slice(0, k))];
}
function subproof(m: number, leaves: readonly Buffer[], b: boolean): Buffer[] {
  if (m === leaves.length) return b ? [] : [mth(leaves)];
  const k = splitOf(leaves.length);
  return m <= k ? [...subproof(m, leaves.slice(0, k), b), mth(leaves.slice(k))] : [...subproof(m - k, leaves.slice(k), false), mth(leaves.slice(0, k))];
}

const hex = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('hex'));
const leavesOf = (count: number) => Array.from({ length: count }, (_, index) => leafOf(Buffer.from(`entry ${index}`)));

/** A tree as the sequencer builds it, in batches, keeping between them only what the database keeps. */
function built(leaves: readonly Buffer[], batch: number) {
  const kept = new Map<string, Buffer>();
  let [size, bytes, root]: [number, Buffer, Buffer] = [0, Buffer.alloc(0), emptyRoot];
  for (let from = 0; from < leaves.length; from += batch) {
    const frontier = new Frontier(size, bytes);
    for (const leaf of leaves.slice(from, from + batch)) frontier.append(leaf);
    for (const { level, position, hash } of frontier.nodes) kept.set(`${level}/${position}`, hash);
    [size, bytes, root] = [frontier.size, frontier.bytes, frontier.root];
  }
  leaves.forEach((leaf, index) => kept.set(`0/${index}`, leaf));
  const find = (level: number, position: number) => {
    const hash = kept.get(`${level}/${position}`);
    if (!hash) throw new Error(`${level}/${position} was not kept`);
    return hash;
  };
  return { size, root, find };
}

describe('the tree of RFC 6962', () => {
  it('has the roots of the reference vectors of Certificate Transparency (row:E2)', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((text) => leafOf(Buffer.from(text, 'hex')));
    expect(Array.from({ length: 9 }, (_, size) => built(inputs.slice(0, size), 3).root.toString('hex'))).toEqual([
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ]);
  });

  it('comes to the same root, whatever the batches, and proves each leaf and each earlier tree as the RFC says (row:E2)', () => {
    const size = fc.integer({ min: 1, max: 1200 });
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 700 }), fc.nat(), fc.nat(), fc.nat(), (count, batch, a, b, c) => {
        const leaves = leavesOf(count);
        const tree = built(leaves, batch);
        expect(tree.root).toEqual(mth(leaves));
        const at = (a % count) + 1;
        const [index, earlier] = [b % at, c % (at + 1)];
        const proof = (ranges: ReturnType<typeof inclusionRanges>) => hex(ranges.map((range) => hashOf(range, tree.find)));
        expect(proof(inclusionRanges(index, at))).toEqual(hex(path(index, leaves.slice(0, at))));
        expect(proof(consistencyRanges(earlier, at))).toEqual(earlier === 0 ? [] : hex(subproof(earlier, leaves.slice(0, at), true)));
        expect(hashOf({ from: 0, to: at }, tree.find)).toEqual(mth(leaves.slice(0, at)));
      }),
      { numRuns: 60 },
    );
  });

  it('reads for a proof in a log of 70,000 no more than some hundred of the hashes that are kept (row:E2)', () => {
    const tree = built(leavesOf(70_000), 5000);
    let read = 0;
    const find = (level: number, position: number) => {
      read += 1;
      return tree.find(level, position);
    };
    for (const range of inclusionRanges(12_345, tree.size)) hashOf(range, find);
    expect(read).toBeLessThan(1000);
  });
});
