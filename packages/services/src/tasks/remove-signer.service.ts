import { Refusal } from '@countersign/contracts/platform';
import type { removeSigner } from '@countersign/contracts/tasks';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { commandRequest, contentOf, lockReadable } from '../requests/index.js';
import { mayTakeBack } from './removable-signers.part.js';

/** Takes back that somebody was added to a step, for a reason that is recorded and shown. What lacked nothing else goes on. */
export class RemoveSignerService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof removeSigner>) {
    const actor = actorOf(call.caller);
    const { params: { requestId }, body: { stepId, memberId: signerId } } = call.input;
    const reason = call.input.body.reason.trim();
    return change(this.house, call, actor, async (tx, record, at) => {
      const file = await lockReadable(tx, actor, requestId);
      const added = file.run.state.addedSigners?.find((one) => one.stepId === stepId && one.memberId === signerId);
      if (!mayTakeBack(actor, added?.byMemberId ?? null)) throw new Refusal('permission_denied', { detail: 'Whoever added them can take that back, and somebody who may ask others to decide. Nothing was changed.' });
      const command = { kind: 'remove_signer', memberId: actor.memberId, stepId, signerId, reason } as const;
      return commandRequest({ tx, record, at, file, checked: contentOf(file), command, action: call.operation.auditAction, reason });
    });
  }
}
