import { bytesOfHex, hexOf, sameBytes } from '../format/bytes.js';
import { isObject, type Json } from '../format/canonical-json.js';
import type { Checkpoint } from '../format/checkpoint.js';
import type { Entry } from '../format/entry.js';
import type { EntryLine, HeaderLine } from '../format/line.js';
import { GrowingTree } from '../tree/growing-tree.js';
import type { TreeHashes } from '../tree/hashes.js';
import { isIncluded } from '../tree/proofs.js';
import { readCanonicalEntry, readEntryShape } from './entry-parts.js';
import { at, between, Fault } from './fault.js';
import type { KeyHistory } from './key-history.js';
import { SeenIds } from './seen-ids.js';
import { rewritten, type Trusted } from './trusted.js';

const ROTATED = 'audit_key.rotated';

const vkeyIn = (value: Json) => (isObject(value) ? value['vkey'] : undefined);

/** What the entries of an export are held against. */
export interface Against {
  readonly header: HeaderLine;
  readonly keys: KeyHistory;
  readonly own: readonly Checkpoint[];
  readonly last: Checkpoint;
  readonly trusted: readonly Trusted[];
  readonly hashes: TreeHashes;
}

/** Checks entry after entry, and each root as soon as enough leaves were read. Keeps ids and one hash a level, no entry. */
export class Entries {
  count = 0;
  private next = 0;
  private readonly tree: GrowingTree;
  private readonly seen = new SeenIds();
  private readonly announced = new Set<number>();
  private readonly bySize = new Map<number, { readonly own: Checkpoint[]; readonly trusted: Trusted[] }>();
  /** Sizes up to which a root held: of any checkpoint, and of one that somebody kept. */
  private heldTo = 0;
  private trustedTo = 0;

  constructor(private readonly against: Against) {
    this.tree = new GrowingTree(against.hashes);
    for (const checkpoint of against.own) this.headsAt(checkpoint.size).own.push(checkpoint);
    for (const checkpoint of against.trusted) this.headsAt(checkpoint.size).trusted.push(checkpoint);
    if (this.isComplete) this.checkRoots();
  }

  private get isComplete(): boolean {
    return this.against.header.kind === 'complete';
  }

  private headsAt(size: number) {
    const heads = this.bySize.get(size) ?? { own: [], trusted: [] };
    this.bySize.set(size, heads);
    return heads;
  }

  add(line: EntryLine): Entry {
    const { index, leaf, canonical, proof } = line;
    if (this.isComplete === (proof !== undefined)) throw new Fault('unreadable', this.isComplete ? `Entry ${index} has a proof, which only a selection has.` : `Entry ${index} of this selection has no proof.`);
    this.checkOrder(index);
    if (canonical === null) throw new Fault('missing', `Entry ${index} is not there any more. The tree says that it was.`, at(index));
    const value = readCanonicalEntry(canonical, index);
    const hash = this.against.hashes.leaf(canonical);
    if (hexOf(hash) !== leaf) throw new Fault('leaf', `Entry ${index} was changed: it does not give the leaf that was taken into the tree.`, at(index));
    const entry = readEntryShape(value, index);
    this.checkPlace(entry, index);
    if (this.isComplete) this.tree.append(hash);
    else if (!isIncluded(this.against.hashes, hash, index, (proof ?? []).map(bytesOfHex), this.against.last)) throw new Fault('inclusion', `The proof of entry ${index} does not lead to the root of the last checkpoint.`, at(index));
    this.count += 1;
    this.next = index + 1;
    return entry;
  }

  /** To be called when all lines of the entry were read. */
  finishEntry(): void {
    if (this.isComplete) this.checkRoots();
  }

  private checkOrder(index: number): void {
    const { next, isComplete } = this;
    if (isComplete ? index !== next : index < next) throw new Fault('order', isComplete ? `After ${next} entries comes the one with index ${index}: one was removed, added or moved.` : `Entry ${index} does not come in the order of the log.`, at(isComplete ? next : index));
    if (index >= this.against.header.size) throw new Fault('size', `The export says that it is of ${this.against.header.size} entries, and has one with index ${index}.`, at(index));
  }

  private checkPlace(entry: Entry, index: number): void {
    if (entry.tenant !== this.against.header.tenant) throw new Fault('tenant', `Entry ${index} is of another company: ${entry.tenant}.`, at(index));
    if (!this.seen.add(entry.id)) throw new Fault('repeated', `Entry ${index} came before: ${entry.id} stands in the log twice.`, at(index));
    const announcement = this.against.keys.announcedAt(index);
    const isRotation = entry.action === ROTATED;
    if (announcement === undefined && !isRotation) return;
    if (!announcement || !isRotation || vkeyIn(entry.before) !== announcement.old || vkeyIn(entry.after) !== announcement.next) throw new Fault('key', `Entry ${index} and the key history do not agree on which key was announced there.`, at(index));
    this.announced.add(index);
  }

  private checkRoots(): void {
    const { size } = this.tree;
    const heads = this.bySize.get(size);
    if (heads === undefined) return;
    const root = this.tree.root();
    if (heads.own.some((head) => !sameBytes(head.root, root))) throw new Fault('root', `The first ${size} entries do not have the root that their checkpoint states: one of them was changed, removed, added or moved.`, between(this.heldTo, size));
    const broken = heads.trusted.find((head) => !sameBytes(head.root, root));
    if (broken !== undefined) throw new Fault('rewritten', rewritten(broken), between(this.trustedTo, size));
    this.heldTo = size;
    if (heads.trusted.length > 0) this.trustedTo = size;
  }

  /** After the last entry: none is lacking. */
  close(): void {
    const { size } = this.against.header;
    if (this.isComplete && this.next !== size) throw new Fault('size', `The export says that it is of ${size} entries, and ends after ${this.next}.`, at(this.next));
    const lacking = this.against.keys.announcements.find((index) => !this.announced.has(index));
    if (lacking !== undefined) throw new Fault('key', `The selection lacks entry ${lacking}, which announces a key.`, at(lacking));
  }
}
