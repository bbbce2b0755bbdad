import type { ReplyOf } from '@countersign/contracts/platform';
import type { getSession } from '@countersign/contracts/identity';
import { sessionOf, type Call, type House } from '../platform/index.js';

/** Who is signed in and where they belong. Names of companies are read in each company's own transaction. */
export class GetSessionService {
  constructor(private readonly house: House) {}

  async run(call: Call<typeof getSession>): Promise<ReplyOf<typeof getSession>> {
    const session = sessionOf(call.caller);
    const memberships = [];
    for (const { tenantId, memberId } of await this.house.entry.listMemberships(session.userId)) {
      const tenantName = await this.house.tenancy.read({ tenantId }, (tx) => tx.members.getTenantName());
      memberships.push({ memberId, tenantName });
    }
    return {
      user: { name: session.userName, email: session.userEmail },
      memberships,
      activeMemberId: session.member?.memberId ?? null,
      permissions: [...(session.member?.permissions ?? [])],
    };
  }
}
