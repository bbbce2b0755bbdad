import { Refusal } from '@countersign/contracts/platform';
import type { endDelegation } from '@countersign/contracts/delegations';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { delegationViewOf, mayEnd } from './view-delegation.part.js';

/** Ends a delegation at once: whoever is deciding by it is done before this answers, and nobody decides by it afterwards. */
export class EndDelegationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof endDelegation>) {
    const actor = actorOf(call.caller);
    const { delegationId } = call.input.params;
    return change(this.house, call, actor, async (tx, record, at) => {
      const row = await tx.delegations.find(delegationId);
      if (!row || !mayEnd(row, actor)) throw new Refusal('not_found');
      if (!(await tx.delegations.end(delegationId, at, actor.memberId))) throw new Refusal('delegation_over');
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: row.principal.memberId, label: 'member' }, after: { delegationId, delegateId: row.delegate.memberId } });
      return delegationViewOf({ ...row, endedAt: at }, actor, at);
    });
  }
}
