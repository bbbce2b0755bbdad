import { Refusal } from '@countersign/contracts/platform';
import type { reverseRequest } from '@countersign/contracts/requests';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { commandRequest, contentOf, lockReadable } from './command-request.part.js';
import { refuseUnlessReversible } from './preview-reversal.service.js';
import { chainOf, neverBegun, reversalViewOf, undoneBy } from './reversal.part.js';

/**
 * Undoes an approved request, bound to what was shown: which effects, and what undoes each. What was not begun is not begun any more;
 * the rest is undone one after the other, the last first. A chain that stops at a person, or at a webhook that fails, goes on once that is resolved.
 */
export class ReverseRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof reverseRequest>) {
    const actor = actorOf(call.caller);
    const { outcome, consequencesDigest } = call.input.body;
    const reason = call.input.body.reason.trim();
    return change(this.house, call, actor, async (tx, record, at) => {
      const file = await lockReadable(tx, actor, call.input.params.requestId);
      refuseUnlessReversible(file);
      const effects = await tx.effects.lockOfRequest(file.requestId);
      const undone = undoneBy(file, effects);
      const reversal = reversalViewOf(file, undone);
      if (reversal.consequencesDigest !== consequencesDigest) {
        throw new Refusal('consequences_changed', { detail: 'What undoing would do is no longer what you were shown. Nothing was recorded: look at it again.', extensions: { reversal } });
      }
      const unbegun = effects.filter(neverBegun);
      const command = { kind: 'reverse', memberId: actor.memberId, reason, outcome, neverBegun: unbegun.map(({ stepId }) => stepId) } as const;
      const changed = await commandRequest({ tx, record, at, file, checked: contentOf(file), command, action: call.operation.auditAction, reason }, () => tx.effects.cancel(unbegun.map(({ id }) => id), at));
      // Who is asked still need not do it: what they may have done is undone as its step says.
      await tx.effects.callOff(effects.filter(({ state }) => state === 'asked').map(({ id }) => id), 'The request was undone before anybody said that it is done.', at);
      const chain = chainOf(undone, changed.receipt.entryId);
      await tx.effects.insertUndoing({ runId: file.run.id, requestId: file.requestId, revisionDigest: file.revision.revisionDigest, at }, chain);
      const [first] = chain;
      if (first?.state === 'wanted') record.enqueue('effects', { effectId: first.id });
      return changed;
    });
  }
}
