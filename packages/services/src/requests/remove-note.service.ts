import type { removeNote } from '@countersign/contracts/requests';
import { actorOf, change, digestOf, type Call, type House } from '../platform/index.js';
import { findReadable } from './get-request.service.js';
import { lockOwnNote } from './own-note.part.js';

/** Takes away what one's own note says, while it is young. That there was a note, and whose, stays. */
export class RemoveNoteService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof removeNote>) {
    const actor = actorOf(call.caller);
    const { noteId } = call.input.params;
    return change(this.house, call, actor, async (tx, record, at) => {
      const { requestId, number } = await findReadable(tx, actor, call.input.params.requestId);
      const note = await lockOwnNote(tx, actor, requestId, noteId, at);
      tx.notes.remove(noteId, at);
      tx.notes.mention(noteId, []);
      const receipt = record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: 'request', id: requestId, label: `request ${number}` },
        before: { textDigest: digestOf(note.text) },
        after: { noteId },
      });
      return { id: noteId, requestId, removedAt: at.toISOString(), receipt };
    });
  }
}
