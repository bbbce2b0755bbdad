import type { withdrawRequest } from '@countersign/contracts/requests';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { commandRequest, contentOf, lockOwnRequest } from './command-request.part.js';

/** Withdraws a request that has not ended. Nothing is deleted; the withdrawal is one more fact. */
export class WithdrawRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof withdrawRequest>) {
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const file = await lockOwnRequest(tx, actor, call.input.params.requestId);
      const command = { kind: 'withdraw', memberId: actor.memberId } as const;
      const reason = call.input.body.reason?.trim() || null;
      return commandRequest({ tx, record, at, file, checked: contentOf(file), command, action: call.operation.auditAction, reason });
    });
  }
}
