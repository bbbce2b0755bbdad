import { sameBytes } from '../format/bytes.js';
import type { Checkpoint } from '../format/checkpoint.js';
import type { HeaderLine } from '../format/line.js';
import { isContinued } from '../tree/proofs.js';
import type { TreeHashes } from '../tree/hashes.js';
import { readOwnCheckpoint } from './checkpoints.js';
import { Fault } from './fault.js';
import type { KeyHistory } from './key-history.js';

/** A checkpoint that somebody kept, with what it is called in a sentence. */
export interface Trusted extends Checkpoint {
  readonly what: string;
}

export interface KeptNote {
  readonly what: string;
  readonly note: string;
}

/** Reads what somebody kept: it is of this log, it is signed, and the export does not end before it. */
export function readTrusted(notes: readonly KeptNote[], keys: KeyHistory, { size }: HeaderLine): readonly Trusted[] {
  return notes.map(({ what, note }) => {
    const checkpoint = readOwnCheckpoint(note, keys.origin, what);
    keys.checkTrusted(checkpoint, what);
    if (checkpoint.size > size) throw new Fault('rolled-back', `${what} is of ${checkpoint.size} entries, and the export only of ${size}: entries were taken away, or the export is older than your checkpoint.`);
    return { ...checkpoint, what };
  });
}

export const rewritten = ({ what, size }: Trusted) => `${what} and this export do not agree on the first ${size} entries: the history was rewritten after your checkpoint was made.`;

/** In a selection no root can be computed: what was kept is one of its checkpoints, or a proof leads from it to the last. */
export function checkTrustedOfSelection(trusted: readonly Trusted[], own: readonly Checkpoint[], proofs: ReadonlyMap<number, readonly Uint8Array[]>, hashes: TreeHashes): void {
  for (const kept of trusted) {
    const same = own.find(({ size }) => size === kept.size);
    const last = own.at(-1);
    const proof = kept.size === 0 ? [] : proofs.get(kept.size);
    if (same !== undefined && sameBytes(same.root, kept.root)) continue;
    if (same === undefined && proof === undefined) throw new Fault('consistency', `The export holds no proof that it goes on from ${kept.what}. Ask for one that does, or for a complete export.`);
    if (same !== undefined || last === undefined || !isContinued(hashes, kept, last, proof ?? [])) throw new Fault('rewritten', rewritten(kept));
  }
}
