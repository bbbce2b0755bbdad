import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import type { revokeDecision } from '@countersign/contracts/tasks';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { commandRequest, contentOf, requestSubjectOf } from '../requests/index.js';

/** Takes back one's own decision: it stays on record as taken back, and its step is asked anew. */
export class RevokeDecisionService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof revokeDecision>) {
    const actor = actorOf(call.caller);
    const reason = call.input.body.reason.trim();
    const load = (tx: Tx) => tx.requests.lockByTask(call.input.params.taskId);
    return change(this.house, call, actor, (tx, record, at, file) => {
      if (!file?.task || !actor.ability.can('read', requestSubjectOf(file))) throw new Refusal('not_found');
      const { task } = file;
      const command = { kind: 'revoke', memberId: actor.memberId, taskNumber: task.number, reason } as const;
      // What is taken back was never said.
      const without = { ...file, notApproved: file.notApproved?.filter(({ taskNumber, memberId }) => taskNumber !== task.number || memberId !== actor.memberId) ?? null };
      return commandRequest({ tx, record, at, file: without, checked: contentOf(file), command, action: call.operation.auditAction, reason }, () => {
        tx.requests.noteRevoked(task.id, actor.memberId, at);
        return Promise.resolve();
      });
    }, { load });
  }
}
