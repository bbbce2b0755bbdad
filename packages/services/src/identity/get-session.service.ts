import type { ReplyOf } from '@countersign/contracts/platform';
import type { getSession } from '@countersign/contracts/identity';
import { sessionOf, type Call, type House } from '../platform/index.js';

/** Who is signed in and where they belong, the most recently active first; at most 100 companies. */
export class GetSessionService {
  constructor(private readonly house: House) {}

  async run(call: Call<typeof getSession>): Promise<ReplyOf<typeof getSession>> {
    const session = sessionOf(call.caller);
    const companies = await this.house.entry.listCompanies(session.sessionId);
    return {
      user: { name: session.userName, email: session.userEmail },
      memberships: companies.map(({ memberId, tenantName }) => ({ memberId, tenantName })),
      activeMemberId: session.member?.memberId ?? null,
      permissions: [...(session.member?.permissions ?? [])],
    };
  }
}
