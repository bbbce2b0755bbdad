import type { Checkpoint } from '../format/checkpoint.js';
import type { KeyLine } from '../format/line.js';
import { readKey, type Key } from '../format/key.js';
import type { Primitives } from '../format/primitives.js';
import { at, Fault } from './fault.js';

interface HistoricKey extends Key {
  readonly announced: number;
  /** Size of the checkpoint that it shares with the next key; it signs nothing larger. */
  handedOverAt: number;
}

const MAXIMUM_KEYS = 1_000;

/** Who signed the checkpoint, of these keys. A line that names one of them and is not by it makes the whole note worthless. */
function signersOf<K extends Key>(checkpoint: Checkpoint, keys: readonly K[], what: string): Set<K> {
  const signers = new Set<K>();
  for (const { name, id, bytes } of checkpoint.signatures) {
    const named = keys.filter((key) => key.name === name && key.id === id);
    const by = named.filter((key) => key.verify(checkpoint.signed, bytes));
    if (named.length > 0 && by.length === 0) throw new Fault('signature', `The signature of ${what} by key ${id} is false: somebody else made it, or the checkpoint was changed.`);
    for (const key of by) signers.add(key);
  }
  return signers;
}

/** The keys that a log was signed with, one after the other. */
export class KeyHistory {
  private readonly keys: HistoricKey[] = [];
  private current = 0;

  constructor(
    readonly origin: string,
    private readonly given: readonly Key[],
    private readonly primitives: Primitives,
  ) {}

  add({ vkey, announced }: KeyLine): void {
    const key = readKey(vkey, this.primitives);
    const before = this.keys.at(-1);
    if (key === undefined) throw new Fault('unreadable', `Key ${this.keys.length + 1} of the history is not written as a key.`);
    if (this.keys.length >= MAXIMUM_KEYS || (before === undefined) !== (announced === null) || (announced ?? 0) <= (before?.announced ?? -1)) throw new Fault('unreadable', 'The keys of the history are not in the order in which they were announced.');
    if (key.name !== this.origin) throw new Fault('tenant', `Key ${key.id} of the history is of another log: ${key.name}.`);
    this.keys.push({ ...key, announced: announced ?? -1, handedOverAt: Number.POSITIVE_INFINITY });
  }

  /** The history leads to a key that somebody trusts for reasons of their own. */
  close(): void {
    if (this.keys.length === 0) throw new Fault('unreadable', 'The export has no key history.');
    const given = new Set(this.given.map(({ vkey }) => vkey));
    const known = this.keys.map(({ vkey }) => given.has(vkey));
    if (!known.includes(true)) throw new Fault('key', 'None of the keys that you gave is in the key history of this export. Whoever made it signed with another key, or your key is of another company.');
    const goesOn = known.at(-1) === false;
    const missing = this.given.find(({ name, vkey }) => name === this.origin && !this.keys.some((key) => key.vkey === vkey));
    if (goesOn && missing !== undefined) throw new Fault('key', `The key history goes on with a key that you did not give, and lacks key ${missing.id}, which you gave: one of both is false.`);
  }

  /** The current key signed it, and the next one too where it is the first that knows of it. */
  check(checkpoint: Checkpoint, what: string): void {
    const signers = signersOf(checkpoint, this.keys, what);
    this.mustSign(signers, what);
    for (let next = this.keys[this.current + 1]; next !== undefined && checkpoint.size > next.announced; next = this.keys[this.current + 1]) {
      const old = this.keys[this.current];
      if (old !== undefined) old.handedOverAt = checkpoint.size;
      this.current += 1;
      this.mustSign(signers, what);
    }
  }

  private mustSign(signers: ReadonlySet<HistoricKey>, what: string): void {
    const key = this.keys[this.current];
    if (key === undefined || !signers.has(key)) throw new Fault('signature', `${what} is not signed by key ${key?.id ?? ''}, which was in use then.`);
  }

  /** After the last checkpoint: every key that was announced is in use. */
  checkHandovers(): void {
    const next = this.keys[this.current + 1];
    if (next !== undefined) throw new Fault('key', `Key ${next.id} is in the history, but no checkpoint of this export covers its announcement.`, at(next.announced));
  }

  /** A checkpoint that somebody kept may be signed by any key that was in use at its size, or that they trust besides. */
  checkTrusted(checkpoint: Checkpoint, what: string): void {
    const known: readonly (Key | HistoricKey)[] = [...this.keys, ...this.given.filter(({ name, vkey }) => name === this.origin && !this.keys.some((key) => key.vkey === vkey))];
    const signers = [...signersOf(checkpoint, known, what)];
    if (signers.length === 0) throw new Fault('signature', `${what} is signed by no key that is in the history or that you gave.`);
    if (!signers.some((key) => !('handedOverAt' in key) || checkpoint.size <= key.handedOverAt)) throw new Fault('key', `${what} is signed by key ${signers[0]?.id ?? ''}, which had been replaced by then.`);
  }

  /** Indexes at which a key is announced. */
  get announcements(): readonly number[] {
    return this.keys.slice(1).map(({ announced }) => announced);
  }

  /** The old and the new key where the history says that one is announced at this index. */
  announcedAt(index: number): { readonly old: string; readonly next: string } | undefined {
    const position = this.keys.findIndex((key, nth) => nth > 0 && key.announced === index);
    const [old, next] = [this.keys[position - 1], this.keys[position]];
    return old && next && { old: old.vkey, next: next.vkey };
  }

  get ids(): readonly string[] {
    return this.keys.map(({ id }) => id);
  }
}
