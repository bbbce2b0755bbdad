import { Refusal } from '@countersign/contracts/platform';
import { mentionsIn, type addNote } from '@countersign/contracts/requests';
import { tell } from '../notifications/index.js';
import { actorOf, change, digestOf, newId, type Call, type House } from '../platform/index.js';
import { findReadable } from './get-request.service.js';
import { refuseUnseeing } from './mentions.part.js';

/** What a request's page can show in one piece. */
const notesMax = 200;

/** Adds a remark to a request that the actor may see, ended or not. It changes neither the run nor any digest. */
export class AddNoteService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof addNote>) {
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const { requestId, number, run } = await findReadable(tx, actor, call.input.params.requestId);
      const { text } = call.input.body;
      const mentionedIds = mentionsIn(text);
      await refuseUnseeing(tx, requestId, mentionedIds);
      const note = { id: newId(), requestId, authorId: actor.memberId, text, at: at.toISOString() };
      if (!(await tx.notes.insert(note, notesMax))) throw new Refusal('notes_full', { detail: `A request holds ${notesMax} notes. Nothing was recorded.` });
      if (mentionedIds.length > 0) tx.notes.mention(note.id, mentionedIds);
      const receipt = record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: 'request', id: requestId, label: `request ${number}` },
        after: { noteId: note.id, textDigest: digestOf(text), ...(mentionedIds.length > 0 && { mentionedIds }) },
      });
      tell(record, { receipt, requestId, kind: 'noted', requestStatus: run.state.status, byMemberId: actor.memberId, mentionedIds });
      return { id: note.id, requestId, writtenAt: note.at, receipt };
    });
  }
}
