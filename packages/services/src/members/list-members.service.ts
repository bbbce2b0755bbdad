import type { listMembers } from '@countersign/contracts/members';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { memberViewOf } from './view-member.part.js';

export class ListMembersService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listMembers>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const page = await tx.members.list(pageOfQuery(call.input.query));
      return { items: page.items.map(memberViewOf), nextCursor: page.nextCursor };
    });
  }
}
