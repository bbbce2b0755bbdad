import { Refusal } from '@countersign/contracts/platform';
import type { listGroupMembers } from '@countersign/contracts/groups';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';

export class ListGroupMembersService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listGroupMembers>) {
    const { groupId } = call.input.params;
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      if (!(await tx.groups.find(groupId))) throw new Refusal('not_found');
      const { items, nextCursor } = await tx.groups.listMembers(groupId, pageOfQuery(call.input.query));
      return { items: items.map(({ memberId, name }) => ({ memberId, name })), nextCursor };
    });
  }
}
