import type { AuditKeyRow, AuditLog, UnsequencedEntry } from '@countersign/database/audit';
import type { Tx } from '@countersign/database/platform';
import type { AuditSigner } from './audit-signer.part.js';
import { Frontier } from './merkle-tree.part.js';
import { signedNote, type NoteSigner } from './signed-note.part.js';

/** Entries that one transaction takes. */
const batchMax = 5000;
export const checkpointEveryMs = 1000;
/** A log that nothing is added to says so at least once a day: silence is evidence then. */
export const heartbeatMs = 24 * 3600_000;

/** Everything below the horizon is to be taken, and then a checkpoint of this time stands for it. */
interface Target {
  readonly horizon: string;
  readonly at: Date;
}

export interface Step {
  readonly target: Target;
  readonly appended: number;
  readonly checkpoints: 0 | 1;
  readonly isLast: boolean;
  /** Set where a checkpoint was due and its private key is not known here: entries go on being taken. */
  readonly isKeyMissing?: true;
}

/**
 * Takes the next entries of a company into its log. Where those were all below the horizon, a checkpoint follows in the same transaction if one is due: so whatever it
 * leaves out was not committed, or could still be overtaken, at its time. Stopped anywhere, it is done anew.
 */
export async function sequenceStep(tx: Tx, term: string, signer: AuditSigner, before: Target | null): Promise<Step> {
  const [log, keys] = await Promise.all([tx.auditLog.get(), tx.auditLog.listKeys()]);
  const target = before ?? { horizon: log.horizon, at: log.readAt };
  const entries = await tx.auditLog.listUnsequenced(log.place, target.horizon, batchMax);
  const tree = new Frontier(log.size, log.frontier);
  for (const { leaf } of entries) tree.append(leaf);
  const last = entries.at(-1);
  if (last) tx.auditLog.append({ term, fromSize: log.size, toSize: tree.size, to: last, frontier: tree.bytes, nodes: tree.nodes });
  if (last) {
    const streams = await tx.auditStreams.wake(null);
    if (streams.length > 0) tx.conclude({ audit: [], jobs: streams.map((streamId) => ({ queue: 'audit-streams', data: { streamId }, delayMs: 0 })) });
  }
  const isLast = entries.length < batchMax;
  if (!isLast || !isCheckpointDue(log, tree.size, target.at)) return { target, appended: entries.length, checkpoints: 0, isLast };
  const at = log.checkpointAt !== null && log.checkpointAt > target.at ? log.checkpointAt : target.at;
  const { signers, firstKey, handsOver } = signersOf(keys, entries, signer);
  if (signers === null) return { target, appended: entries.length, checkpoints: 0, isLast, isKeyMissing: true };
  const note = signedNote({ tenantId: tx.tenantId, size: tree.size, root: tree.root, at, horizon: target.horizon, epoch: log.epoch }, signers);
  tx.auditLog.addCheckpoint({ term, size: tree.size, root: tree.root, at, horizon: target.horizon, note, firstKey, handsOver });
  return { target, appended: entries.length, checkpoints: 1, isLast };
}

function isCheckpointDue({ checkpointAt, checkpointSize }: AuditLog, size: number, now: Date): boolean {
  if (size === 0) return false;
  if (checkpointAt === null) return true;
  const sinceMs = now.getTime() - checkpointAt.getTime();
  return size > checkpointSize ? sinceMs >= checkpointEveryMs : sinceMs >= heartbeatMs;
}

/** Who signs the next checkpoint: the current key; and the one that is announced, as soon as the checkpoint is over the entry that announces it. */
function signersOf(keys: readonly AuditKeyRow[], entries: readonly UnsequencedEntry[], signer: AuditSigner): { readonly signers: readonly NoteSigner[] | null; readonly firstKey: Buffer | null; readonly handsOver: boolean } {
  const current = keys.findLast(({ handover }) => handover !== null);
  if (!current) return { signers: [signer.newest], firstKey: signer.newest.publicKey, handsOver: false };
  const announced = keys.find(({ handover, ...key }) => handover === null && (key.announced !== null || entries.some(({ id }) => id === key.entryId)));
  const signers = [current, ...(announced ? [announced] : [])].map(({ publicKey }) => signer.find(publicKey));
  return { signers: signers.every((each) => each !== null) ? signers : null, firstKey: null, handsOver: announced !== undefined };
}
