import { mentionsIn, type editNote } from '@countersign/contracts/requests';
import { tell } from '../notifications/index.js';
import { actorOf, change, digestOf, type Call, type House } from '../platform/index.js';
import { findReadable } from './get-request.service.js';
import { refuseUnseeing } from './mentions.part.js';
import { lockOwnNote } from './own-note.part.js';

/** Changes what one's own note says, while it is young. Who is mentioned for the first time is told; nobody is told twice. */
export class EditNoteService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof editNote>) {
    const actor = actorOf(call.caller);
    const { noteId } = call.input.params;
    const { text } = call.input.body;
    return change(this.house, call, actor, async (tx, record, at) => {
      const { requestId, number, run } = await findReadable(tx, actor, call.input.params.requestId);
      const note = await lockOwnNote(tx, actor, requestId, noteId, at);
      const mentionedIds = mentionsIn(text);
      await refuseUnseeing(tx, requestId, mentionedIds);
      tx.notes.edit(noteId, text, at);
      tx.notes.mention(noteId, mentionedIds);
      const receipt = record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: 'request', id: requestId, label: `request ${number}` },
        before: { textDigest: digestOf(note.text) },
        after: { noteId, textDigest: digestOf(text), ...(mentionedIds.length > 0 && { mentionedIds }) },
      });
      const anew = mentionedIds.filter((memberId) => !note.mentionedIds.includes(memberId));
      if (anew.length > 0) tell(record, { receipt, requestId, kind: 'mentioned', requestStatus: run.state.status, byMemberId: actor.memberId, mentionedIds: anew });
      return { id: noteId, requestId, editedAt: at.toISOString(), receipt };
    });
  }
}
