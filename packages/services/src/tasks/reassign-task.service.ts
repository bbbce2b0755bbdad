import { Refusal, type ReplyOf } from '@countersign/contracts/platform';
import type { reassignTask } from '@countersign/contracts/tasks';
import { decide } from '@countersign/engine';
import { tell } from '../notifications/index.js';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { accepted, contentOf, definitionOf, enqueueEffects, runChangeOf, stepNameOf, subjectOf, worldOf } from '../requests/index.js';
import type { Tx } from '@countersign/database/platform';
import { askable, readableTask } from './askable.part.js';

/** Asks others to decide, for a reason that is recorded and shown. What keeps somebody from signing keeps them from being asked. */
export class ReassignTaskService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof reassignTask>) {
    const actor = actorOf(call.caller);
    const { params: { taskId }, body } = call.input;
    const reason = body.reason.trim();
    const load = (tx: Tx) => tx.requests.lockByTask(taskId);
    return change(this.house, call, actor, async (tx, record, at, locked): Promise<ReplyOf<typeof reassignTask>> => {
      const file = readableTask(actor, locked);
      if (file.task.status !== 'open') throw new Refusal('task_closed', { detail: 'It was decided, or set aside, meanwhile. Nobody was asked.' });
      const memberIds = [...new Set(body.memberIds)];
      if (memberIds.includes(file.requester.memberId)) throw new Refusal('own_request', { detail: 'Whoever made the request does not decide it. Nobody was asked.' });
      const { to, people } = await askable(tx, file, memberIds, { now: at, because: `was asked by ${actor.name}: ${reason}` });
      const command = { kind: 'reassign', memberId: actor.memberId, taskNumber: file.task.number, reason, to, instead: body.instead } as const;
      const content = contentOf(file);
      const answer = accepted(decide(definitionOf(file), file.run.state, command, worldOf(file, content.content, at)));
      const receipt = record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: 'request', id: file.requestId, label: `request ${file.number}` },
        reason,
        after: { taskId, step: stepNameOf(definitionOf(file), file.task.stepId), askedIds: memberIds, instead: body.instead },
      });
      const saved = runChangeOf(subjectOf(file, content), answer, receipt.entryId, at);
      tx.requests.save(saved);
      tell(record, { receipt, requestId: file.requestId, kind: 'asked', requestStatus: answer.state.status, byMemberId: actor.memberId, askedIds: memberIds, toWatchers: false });
      enqueueEffects(record, saved);
      return { taskId, requestId: file.requestId, asked: people, receipt };
    }, { load });
  }
}
