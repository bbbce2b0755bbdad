import { bytesOfHex } from '../format/bytes.js';
import type { Checkpoint } from '../format/checkpoint.js';
import type { ConsistencyLine } from '../format/line.js';
import { isContinued } from '../tree/proofs.js';
import type { TreeHashes } from '../tree/hashes.js';
import { Fault } from './fault.js';

const MAXIMUM_LINES = 200_000;

/** The proofs of a selection that each of its checkpoints goes on from the one before, and further ones for checkpoints that somebody kept. */
export class ConsistencyLines {
  /** Size → what leads from a checkpoint of this size to the last one. */
  readonly further = new Map<number, readonly Uint8Array[]>();
  private readonly steps: readonly (readonly [Checkpoint, Checkpoint])[];
  private count = 0;

  constructor(
    own: readonly Checkpoint[],
    private readonly size: number,
    private readonly hashes: TreeHashes,
  ) {
    this.steps = own.flatMap((newer, nth) => {
      const older = own[nth - 1];
      return older && older.size < newer.size ? [[older, newer] as const] : [];
    });
  }

  add({ from, to, proof }: ConsistencyLine): void {
    const hashes = proof.map(bytesOfHex);
    const [older, newer] = this.steps[this.count] ?? [];
    this.count += 1;
    if (this.count > MAXIMUM_LINES) throw new Fault('unreadable', `The export has more than ${MAXIMUM_LINES} consistency lines.`);
    if (older === undefined || newer === undefined) {
      if (to !== this.size) throw new Fault('unreadable', `A further consistency line leads to ${to} instead of to the last checkpoint.`);
      if (!this.further.has(from)) this.further.set(from, hashes);
    } else if (from !== older.size || to !== newer.size || !isContinued(this.hashes, older, newer, hashes)) {
      throw new Fault('consistency', `It is not proven that the checkpoint of ${newer.size} entries goes on from the one of ${older.size}.`);
    }
  }

  close(): void {
    const [older, newer] = this.steps[this.count] ?? [];
    if (older && newer) throw new Fault('consistency', `The export holds no proof that the checkpoint of ${newer.size} entries goes on from the one of ${older.size}.`);
  }
}
