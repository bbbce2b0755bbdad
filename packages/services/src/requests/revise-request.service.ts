import type { reviseRequest } from '@countersign/contracts/requests';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { foundBy } from './find-requests.part.js';
import { checkAgainst } from './material.part.js';
import { commandRequest, lockOwnRequest } from './command-request.part.js';

/** Submits a new revision. A material change, or any after a return, voids what was signed and starts the steps anew. */
export class ReviseRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof reviseRequest>) {
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const file = await lockOwnRequest(tx, actor, call.input.params.requestId);
      const checked = checkAgainst(file.requestType, call.input.body.content);
      const revision = file.run.state.revision + 1;
      const { revisionDigest, materialDigest } = checked;
      const command = { kind: 'revise', memberId: actor.memberId, revision, revisionDigest, materialDigest } as const;
      return commandRequest({ tx, record, at, file, checked, command, action: call.operation.auditAction, reason: null }, async () => {
        const words = foundBy(checked, { number: file.number, requesterName: file.requester.name, requestTypeName: file.requestType.name });
        await tx.requests.insertRevision({ number: file.number, words, requestId: file.requestId, revision, content: checked.content, revisionDigest, materialDigest, createdBy: actor.memberId, at: at.toISOString() });
      });
    });
  }
}
