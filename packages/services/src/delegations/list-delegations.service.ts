import type { listDelegations } from '@countersign/contracts/delegations';
import { actorOf, pageOfQuery, permissionDenied, type Call, type House } from '../platform/index.js';
import { delegationViewOf } from './view-delegation.part.js';

/** Delegations in which a member has a part. */
export class ListDelegationsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listDelegations>) {
    const actor = actorOf(call.caller);
    const { memberId = actor.memberId, ...query } = call.input.query;
    if (memberId !== actor.memberId && !actor.permissions.includes('member.read')) throw permissionDenied('member.read');
    return this.house.tenancy.read(actor, async (tx) => {
      const { items, nextCursor } = await tx.delegations.list(memberId, pageOfQuery(query));
      return { items: items.map((row) => delegationViewOf(row, actor, this.house.now())), nextCursor };
    });
  }
}
