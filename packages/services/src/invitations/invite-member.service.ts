import type { inviteMember } from '@countersign/contracts/invitations';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { linkView, newLink, refuseUnlessInvitable, tokenHash } from './new-link.part.js';

export class InviteMemberService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof inviteMember>) {
    const actor = actorOf(call.caller);
    const { roleIds, unit } = call.input.body;
    const email = call.input.body.email.toLowerCase();
    return change(this.house, call, actor, async (tx, record, at) => {
      await refuseUnlessInvitable(tx, actor, email, roleIds);
      const id = newId();
      const link = newLink(at);
      const { expiresAt } = link;
      await tx.invitations.insert({ id, email, roleIds, unit: unit?.trim() ?? null, invitedBy: actor.memberId, expiresAt });
      await tx.entry.addInvitationToken(tokenHash(link.token), id);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'invitation', id, label: 'invitation' }, after: { roleIds, unit: unit ?? null, expiresAt: expiresAt.toISOString() } });
      return linkView(id, email, link);
    });
  }
}
