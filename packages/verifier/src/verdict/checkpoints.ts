import { sameBytes } from '../format/bytes.js';
import { readCheckpoint, type Checkpoint } from '../format/checkpoint.js';
import type { TreeHashes } from '../tree/hashes.js';
import { at, Fault } from './fault.js';
import type { KeyHistory } from './key-history.js';

const MAXIMUM_CHECKPOINTS = 100_000;

/** Reads a note that has to be a checkpoint of this log. */
export function readOwnCheckpoint(note: string, origin: string, what: string): Checkpoint {
  const checkpoint = readCheckpoint(note);
  if (checkpoint === undefined) throw new Fault('note', `${what} is not written as a checkpoint.`);
  if (checkpoint.origin !== origin) throw new Fault('tenant', `${what} is of another log: ${checkpoint.origin}.`);
  return checkpoint;
}

/** The checkpoints of an export: each goes on from the one before, and is signed. */
export class Checkpoints {
  readonly all: Checkpoint[] = [];

  constructor(
    private readonly origin: string,
    private readonly keys: KeyHistory,
    private readonly hashes: TreeHashes,
  ) {}

  get last(): Checkpoint | undefined {
    return this.all.at(-1);
  }

  add(note: string): void {
    const what = `checkpoint ${this.all.length + 1} of the export`;
    if (this.all.length >= MAXIMUM_CHECKPOINTS) throw new Fault('unreadable', `The export has more than ${MAXIMUM_CHECKPOINTS} checkpoints.`);
    const checkpoint = readOwnCheckpoint(note, this.origin, what);
    if (checkpoint.size === 0 && !sameBytes(checkpoint.root, this.hashes.empty)) throw new Fault('checkpoint', `${what} is of no entries, and has another root than nothing has.`);
    if (this.last) this.checkStep(this.last, checkpoint, what);
    this.keys.check(checkpoint, what);
    this.all.push(checkpoint);
  }

  private checkStep(before: Checkpoint, checkpoint: Checkpoint, what: string): void {
    if (checkpoint.size < before.size) throw new Fault('checkpoint', `${what} is of fewer entries than the one before: ${checkpoint.size} after ${before.size}.`);
    if (checkpoint.size === before.size && !sameBytes(checkpoint.root, before.root)) throw new Fault('checkpoint', `${what} and the one before are of the same ${checkpoint.size} entries and have different roots: the log was forked.`);
    if (checkpoint.time < before.time) throw new Fault('time', `${what} says an earlier time than the one before: ${checkpoint.time} after ${before.time}.`);
    const goesBack = checkpoint.epoch < before.epoch || (checkpoint.epoch === before.epoch && checkpoint.horizon < before.horizon);
    if (goesBack) throw new Fault('horizon', `${what} goes back behind the transactions that the one before covers: horizon ${checkpoint.horizon} after ${before.horizon}.`);
  }

  /** After the last one: it covers all that the export says it holds, and every key of the history is in use. */
  close(size: number): Checkpoint {
    const { last } = this;
    if (last === undefined) throw new Fault('unreadable', 'The export has no checkpoint.');
    if (last.size !== size) throw new Fault('size', `The export says that it is of ${size} entries, and its last checkpoint is of ${last.size}.`, at(Math.min(size, last.size)));
    this.keys.checkHandovers();
    return last;
  }
}
