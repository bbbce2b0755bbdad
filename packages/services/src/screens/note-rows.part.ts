import type { NoteRow, RequestHistory } from '@countersign/database/requests';
import { withNames } from '@countersign/contracts/requests';
import type { TimelineRow } from '@countersign/contracts/screens';
import { changeableUntil } from '../requests/index.js';

/** The notes of a request as lines of its ledger: whom they mention by name, and with what their reader may still do about their own. */
export const noteRowsOf = ({ notes }: Pick<RequestHistory, 'notes'>, reader: { readonly memberId: string }, now: Date): TimelineRow[] => notes.map((note) => noteRowOf(note, reader, now));

function noteRowOf(note: NoteRow, { memberId }: { readonly memberId: string }, now: Date): TimelineRow {
  const writtenAt = new Date(note.writtenAt);
  const until = changeableUntil(writtenAt);
  const isChangeable = note.authorId === memberId && note.removedAt === null && now <= until;
  const names = new Map(note.mentions.map((mention) => [mention.memberId, mention.name]));
  return {
    at: writtenAt.toISOString(),
    kind: 'noted',
    who: note.authorName,
    what: note.removedAt !== null ? 'wrote a note and removed it' : note.editedAt !== null ? 'noted (edited)' : 'noted',
    note: note.removedAt !== null ? null : withNames(note.text, (id) => names.get(id)),
    mark: null,
    written: { noteId: note.id, changeableUntil: isChangeable ? until.toISOString() : null },
  };
}
