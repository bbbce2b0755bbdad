import type { LockedNote } from '@countersign/database/requests';
import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import { noteSettlesMs } from '@countersign/contracts/requests';
import type { Actor } from '../platform/index.js';

/** Until when its author may change or remove a note. */
export const changeableUntil = (writtenAt: Date): Date => new Date(writtenAt.getTime() + noteSettlesMs);

/** Locks a note that its author is about to change, as long as they may. The request is one that they may read. */
export async function lockOwnNote(tx: Tx, actor: Actor, requestId: string, noteId: string, at: Date): Promise<LockedNote> {
  const note = await tx.notes.lock(requestId, noteId);
  if (!note) throw new Refusal('not_found');
  if (note.authorId !== actor.memberId) throw new Refusal('not_the_author');
  if (note.removedAt !== null) throw new Refusal('note_settled', { detail: 'It was removed already. Nothing was recorded.' });
  if (at > changeableUntil(note.writtenAt)) throw new Refusal('note_settled', { detail: 'A note can be changed within five minutes. Nothing was recorded: add another note instead.' });
  return note;
}
