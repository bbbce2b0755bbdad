import type { Tx } from '@countersign/database/platform';
import { Refusal, type ReplyOf } from '@countersign/contracts/platform';
import type { addSigner } from '@countersign/contracts/tasks';
import { decide } from '@countersign/engine';
import { tell } from '../notifications/index.js';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { accepted, contentOf, definitionOf, enqueueEffects, runChangeOf, stepNameOf, subjectOf, worldOf } from '../requests/index.js';
import { askable, openToMore, readableTask } from './askable.part.js';

/** Has one more member sign an open step, for a reason that is recorded and shown. What keeps somebody from signing keeps them from being added. */
export class AddSignerService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof addSigner>) {
    const actor = actorOf(call.caller);
    const { params: { taskId }, body: { memberId } } = call.input;
    const reason = call.input.body.reason.trim();
    const load = (tx: Tx) => tx.requests.lockByTask(taskId);
    return change(this.house, call, actor, async (tx, record, at, locked): Promise<ReplyOf<typeof addSigner>> => {
      const file = readableTask(actor, locked);
      const task = openToMore(actor, file);
      if (memberId === file.requester.memberId) throw new Refusal('own_request', { detail: 'Whoever made the request does not decide it. Nobody was asked.' });
      const { to: [signer], people: [person] } = await askable(tx, file, [memberId], { now: at, because: `was added by ${actor.name}: ${reason}` });
      if (!signer || !person) throw new Error('who was looked for is there, or was refused');
      const content = contentOf(file);
      const answer = accepted(decide(definitionOf(file), file.run.state, { kind: 'add_signer', memberId: actor.memberId, taskNumber: task.number, signer, reason }, worldOf(file, content.content, at)));
      const quorum = task.quorum + 1;
      const receipt = record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: 'request', id: file.requestId, label: `request ${file.number}` },
        reason,
        before: { quorum: task.quorum },
        after: { taskId, step: stepNameOf(definitionOf(file), task.stepId), addedId: memberId, quorum },
      });
      const saved = runChangeOf(subjectOf(file, content), answer, receipt.entryId, at);
      tx.requests.save(saved);
      tell(record, { receipt, requestId: file.requestId, kind: 'asked', requestStatus: answer.state.status, byMemberId: actor.memberId, askedIds: [memberId], toWatchers: false });
      enqueueEffects(record, saved);
      return { taskId, requestId: file.requestId, signer: person, quorum, receipt };
    }, { load });
  }
}
