import { Refusal } from '@countersign/contracts/platform';
import type { InvitationScreen, showInvitation } from '@countersign/contracts/screens';
import type { Invitation } from '@countersign/database/members';
import { tokenHash } from '../invitations/index.js';
import type { Call, House } from '../platform/index.js';

/** An invitation for whoever has its link. Names are read inside the company that the link leads to; nothing changes. */
export class ShowInvitationService {
  constructor(private readonly house: House) {}

  async run(call: Call<typeof showInvitation>): Promise<InvitationScreen> {
    const found = await this.house.entry.findInvitation(tokenHash(call.input.query.token));
    if (!found) throw unknown();
    const now = this.house.now();
    const { session } = call.caller;
    return this.house.tenancy.read({ tenantId: found.tenantId }, async (tx) => {
      const invitation = await tx.invitations.find(found.invitationId);
      if (!invitation) throw unknown();
      const you = session && { name: session.userName, email: session.userEmail, isAddressee: session.userEmail.toLowerCase() === invitation.email };
      return { tenantName: await tx.members.getTenantName(), inviterName: await tx.members.getName(invitation.invitedBy), expiresAt: invitation.expiresAt.toISOString(), state: stateOf(invitation, now), you };
    });
  }
}

const unknown = () => new Refusal('not_found', { detail: 'This link is not one of ours. Ask for a new invitation.' });

function stateOf({ acceptedAt, withdrawnAt, expiresAt }: Invitation, now: Date): InvitationScreen['state'] {
  if (acceptedAt) return 'used';
  if (withdrawnAt) return 'withdrawn';
  return expiresAt.getTime() <= now.getTime() ? 'expired' : 'open';
}
