import { bytesOfHex, isHash } from '../format/bytes.js';
import { isObject, type Json } from '../format/canonical-json.js';
import { readCheckpoint } from '../format/checkpoint.js';
import { isCount, isText, isUuid, whatIsWrong } from '../format/fields.js';
import { isIncluded } from '../tree/proofs.js';
import type { TreeHashes } from '../tree/hashes.js';
import { at, Fault } from './fault.js';
import type { KeptNote } from './trusted.js';

const MERGED_WITHIN_MS = 10_000;

export interface Receipt {
  readonly entryId: string;
  readonly leaf: string;
  readonly proven?: { readonly index: number; readonly checkpoint: string; readonly proof: readonly string[] };
}

const bare = { entryId: isUuid, leaf: isHash };
const proven = { ...bare, index: isCount, checkpoint: isText, proof: (value: Json) => Array.isArray(value) && value.every(isHash) };

function readReceipt(value: Json): Receipt | undefined {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, 'receipt')) return readReceipt(value['receipt'] ?? null);
  if (whatIsWrong(value, bare) === undefined) return value as unknown as Receipt;
  if (whatIsWrong(value, proven) !== undefined) return undefined;
  const { entryId, leaf, ...rest } = value as unknown as Receipt & NonNullable<Receipt['proven']>;
  return { entryId, leaf, proven: rest };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A receipt, a list of them, one a line, or an answer that carries one; undefined where something else stands there. */
export function readReceipts(text: string): readonly Receipt[] | undefined {
  const whole = parse(text);
  const values = whole === undefined ? text.split('\n').filter((line) => line.trim() !== '').map(parse) : Array.isArray(whole) ? (whole as readonly Json[]) : [whole];
  const receipts = values.map((value) => (value === undefined ? undefined : readReceipt(value))).filter((receipt) => receipt !== undefined);
  return receipts.length === 0 || receipts.length < values.length ? undefined : receipts;
}

/** The checkpoints that receipts bring count as kept by whoever kept the receipt. */
export const notesOf = (receipts: readonly Receipt[]): readonly KeptNote[] =>
  receipts.flatMap(({ entryId, proven: proof }) => (proof ? [{ what: `the checkpoint of the receipt of ${entryId}`, note: proof.checkpoint }] : []));

/** The time that a UUID of version 7 carries; others carry none, and what they name would always have to be there. */
function madeAtMs(entryId: string): number {
  return entryId[14] === '7' ? Number.parseInt(entryId.slice(0, 8) + entryId.slice(9, 13), 16) : 0;
}

/** Looks for what receipts name while the entries go by. */
export class ReceiptsSought {
  private readonly wanted: ReadonlySet<string>;
  private readonly wantedAt: ReadonlySet<number>;
  private readonly found = new Map<string, { readonly index: number; readonly leaf: string }>();
  private readonly idAt = new Map<number, string>();

  constructor(private readonly receipts: readonly Receipt[]) {
    this.wanted = new Set(receipts.map(({ entryId }) => entryId));
    this.wantedAt = new Set(receipts.flatMap(({ proven: proof }) => (proof ? [proof.index] : [])));
  }

  see(id: string, index: number, leaf: string): void {
    if (this.wanted.has(id)) this.found.set(id, { index, leaf });
    if (this.wantedAt.has(index)) this.idAt.set(index, id);
  }

  /** After the last entry. */
  check(isComplete: boolean, lastTime: string, hashes: TreeHashes): void {
    for (const receipt of this.receipts) {
      this.checkPresence(receipt, isComplete, lastTime);
      if (receipt.proven) this.checkProof(receipt, receipt.proven, hashes);
    }
  }

  private checkPresence({ entryId, leaf, proven: proof }: Receipt, isComplete: boolean, lastTime: string): void {
    const entry = this.found.get(entryId);
    if (entry !== undefined && entry.leaf !== leaf) throw new Fault('receipt', `Entry ${entry.index} is not what the receipt of ${entryId} was given for: it was changed before it was taken into the tree.`, at(entry.index));
    if (entry !== undefined || (proof && !isComplete)) return;
    if (!isComplete) throw new Fault('receipt-selection', `This selection does not hold entry ${entryId}, for which you have a receipt. Ask for one that does, or for a complete export.`);
    if (madeAtMs(entryId) + MERGED_WITHIN_MS > Date.parse(lastTime)) throw new Fault('receipt-early', `Entry ${entryId}, for which you have a receipt, is younger than this export has to be. Check it with a later one.`);
    throw new Fault('receipt', `Entry ${entryId}, for which you have a receipt, is not in the log: it was removed before it was taken into the tree.`);
  }

  private checkProof({ entryId, leaf }: Receipt, { index, checkpoint, proof }: NonNullable<Receipt['proven']>, hashes: TreeHashes): void {
    const head = readCheckpoint(checkpoint);
    if (!head || !isIncluded(hashes, bytesOfHex(leaf), index, proof.map(bytesOfHex), head)) throw new Fault('inclusion', `The proof of the receipt of ${entryId} does not lead to the root of its checkpoint.`, at(index));
    const there = this.idAt.get(index);
    if (there !== undefined && there !== entryId) throw new Fault('receipt', `The receipt of ${entryId} says that it is entry ${index}, and the export has another one there.`, at(index));
  }
}
