import { leafHash, pathOf, proofOf, rootOf } from './naive-tree.js';

/** The leaves of the reference tree of Certificate Transparency, and its roots of each size as they are published. */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const published = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

interface InclusionVector { readonly size: number; readonly root: string; readonly index: number; readonly leaf: string; readonly proof: readonly string[]; readonly holds: boolean; readonly says?: string }
interface ConsistencyVector { readonly from: number; readonly fromRoot: string; readonly to: number; readonly toRoot: string; readonly proof: readonly string[]; readonly holds: boolean; readonly says?: string }

const hex = (hash: Buffer) => hash.toString('hex');
const flipped = (hash: string) => hash.replace(/.$/, (digit) => (Number.parseInt(digit, 16) ^ 1).toString(16));
const zeros = '00'.repeat(32);

function badInclusions(good: InclusionVector): InclusionVector[] {
  const bad = (says: string, change: Partial<InclusionVector>) => ({ ...good, ...change, holds: false, says });
  return [
    bad('one hash more', { proof: [...good.proof, zeros] }),
    bad('the root once more', { proof: [...good.proof, good.root] }),
    bad('another index', { index: good.size }),
    bad('another leaf', { leaf: flipped(good.leaf) }),
    bad('another root', { root: flipped(good.root) }),
    ...(good.proof.length > 0 ? [bad('one hash less', { proof: good.proof.slice(0, -1) }), bad('no proof', { proof: [] }), bad('a changed hash', { proof: good.proof.with(0, flipped(good.proof[0] ?? zeros)) })] : []),
    bad('a tree of no entries', { size: 0 }),
    bad('a much larger tree', { size: good.size * 8 }),
  ];
}

function badConsistencies(good: ConsistencyVector): ConsistencyVector[] {
  const bad = (says: string, change: Partial<ConsistencyVector>) => ({ ...good, ...change, holds: false, says });
  return [
    bad('one hash more', { proof: [...good.proof, zeros] }),
    bad('another older root', { fromRoot: flipped(good.fromRoot) }),
    // Nothing is continued by everything.
    ...(good.from > 0 ? [bad('another newer root', { toRoot: flipped(good.toRoot) })] : []),
    bad('the other way round', { from: good.to + 1 }),
    ...(good.from > 0 ? [bad('a much larger tree', { to: good.to * 8 })] : []),
    ...(good.proof.length > 0 ? [bad('no proof', { proof: [] }), bad('one hash less', { proof: good.proof.slice(1) }), bad('a changed hash', { proof: good.proof.with(0, flipped(good.proof[0] ?? zeros)) }), bad('the older root in front', { proof: [good.fromRoot, ...good.proof] })] : []),
  ];
}

export function treeVectors() {
  const leaves = inputs.map((input) => leafHash(Buffer.from(input, 'hex')));
  const roots = Array.from({ length: leaves.length + 1 }, (_, size) => hex(rootOf(leaves.slice(0, size))));
  if (roots.join() !== published.join()) throw new Error('these are not the roots that are published');
  const sizes = leaves.map((_, nth) => nth + 1);
  const inclusion = sizes.flatMap((size) => leaves.slice(0, size).map((leaf, index): InclusionVector => ({ size, root: roots[size] ?? '', index, leaf: hex(leaf), proof: pathOf(index, leaves.slice(0, size)).map(hex), holds: true })));
  const consistency = [0, ...sizes].flatMap((to) => Array.from({ length: to + 1 }, (_, from): ConsistencyVector => ({ from, fromRoot: roots[from] ?? '', to, toRoot: roots[to] ?? '', proof: proofOf(from, leaves.slice(0, to)).map(hex), holds: true })));
  return {
    leaves: inputs.map((data, nth) => ({ data, leaf: hex(leaves[nth] ?? Buffer.alloc(0)) })),
    roots,
    inclusion: [...inclusion, ...inclusion.filter(({ size, index }) => [1, 5, 7, 8].includes(size) && (index === 0 || index === size - 1)).flatMap(badInclusions)],
    consistency: [...consistency, ...consistency.filter(({ from, to }) => [0, 1, 3, 4, 6, 7].includes(from) && [1, 4, 7, 8].includes(to)).flatMap(badConsistencies)],
  };
}
