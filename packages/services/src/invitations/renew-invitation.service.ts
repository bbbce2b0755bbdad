import type { renewInvitation } from '@countersign/contracts/invitations';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { lockOpen } from './lock-open.part.js';
import { linkView, newLink, refuseUnlessInvitable, tokenHash } from './new-link.part.js';

/** A new link instead of one that was lost or has expired. Whoever asks for it answers for its roles from now on. */
export class RenewInvitationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof renewInvitation>) {
    const actor = actorOf(call.caller);
    const { invitationId } = call.input.params;
    return change(this.house, call, actor, async (tx, record, at) => {
      const { email, roleIds, expiresAt: before } = await lockOpen(tx, invitationId);
      await refuseUnlessInvitable(tx, actor, email, roleIds);
      const link = newLink(at);
      await tx.invitations.renew(invitationId, actor.memberId, link.expiresAt);
      await tx.entry.replaceInvitationToken(tokenHash(link.token), invitationId);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'invitation', id: invitationId, label: 'invitation' }, before: { expiresAt: before.toISOString() }, after: { roleIds, expiresAt: link.expiresAt.toISOString() } });
      return linkView(invitationId, email, link);
    });
  }
}
