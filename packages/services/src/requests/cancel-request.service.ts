import type { cancelRequest } from '@countersign/contracts/requests';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { commandRequest, contentOf, lockReadable } from './command-request.part.js';

/** Ends a request in its requester's place. Nothing is deleted; nothing of it was carried out. */
export class CancelRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof cancelRequest>) {
    const actor = actorOf(call.caller);
    const reason = call.input.body.reason.trim();
    return change(this.house, call, actor, async (tx, record, at) => {
      const file = await lockReadable(tx, actor, call.input.params.requestId);
      const command = { kind: 'cancel', memberId: actor.memberId, reason } as const;
      return commandRequest({ tx, record, at, file, checked: contentOf(file), command, action: call.operation.auditAction, reason });
    });
  }
}
