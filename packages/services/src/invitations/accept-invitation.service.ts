import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import type { acceptInvitation } from '@countersign/contracts/invitations';
import { change, newId, sessionOf, type Call, type House } from '../platform/index.js';
import { resumeStopped } from '../requests/index.js';
import { firstBeyondOwn } from '../roles/index.js';
import { lockOpen } from './lock-open.part.js';
import { tokenHash } from './new-link.part.js';

/** Makes the signed-in person a member, by an invitation made out to their address, and that company their active one. */
export class AcceptInvitationService {
  constructor(private readonly house: House) {}

  async run(call: Call<typeof acceptInvitation>) {
    const session = sessionOf(call.caller);
    const found = await this.house.entry.findInvitation(tokenHash(call.input.body.token));
    if (!found) throw new Refusal('not_found', { detail: 'This link is not one of ours. Ask for a new invitation.' });
    // Somebody who was removed comes back as the member they were: what they signed then is still theirs.
    const former = await this.house.tenancy.read({ tenantId: found.tenantId }, (tx) => tx.members.findByUser(session.userId));
    const memberId = former?.id ?? newId();
    const profile = await this.house.entry.findProfile(session.userId);
    return change(this.house, call, { tenantId: found.tenantId, memberId }, async (tx, record, at) => {
      const invitation = await usableInvitation(tx, found.invitationId, session.userEmail, at);
      const member = await tx.members.findByUser(session.userId);
      if (member !== null && (member.deactivatedAt === null || member.id !== memberId)) throw new Refusal('member_exists', { detail: 'You are a member already.' });
      const { unit, roleIds } = invitation;
      const person = { id: memberId, name: session.userName, email: session.userEmail, unit };
      if (member === null) await tx.members.insert({ ...person, userId: session.userId, joinedAt: at }, roleIds);
      else await tx.members.reactivate(person, roleIds);
      if (profile !== null) await tx.profiles.save(session.userId, profile);
      await tx.invitations.markAccepted(invitation.id, memberId, at);
      await tx.entry.addMembership(session.userId, memberId);
      await tx.entry.activateMembership(session.sessionId, memberId);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'invitation', id: invitation.id, label: 'invitation' }, after: { memberId, roleIds, unit } });
      await resumeStopped(tx, record, at, { memberIds: [memberId], roleIds });
      return { memberId, tenantName: await tx.members.getTenantName() };
    }, { first: (tx) => tx.members.lockRights() });
  }
}

async function usableInvitation(tx: Tx, id: string, email: string, at: Date) {
  const invitation = await lockOpen(tx, id);
  if (invitation.email !== email.toLowerCase()) throw new Refusal('invitation_for_another', { detail: `This invitation is for another address than ${email}. Sign in with that one.` });
  if (invitation.expiresAt.getTime() <= at.getTime()) throw new Refusal('invitation_expired', { detail: 'Ask whoever invited you for a new link.' });
  if (!(await mayStillInvite(tx, invitation.invitedBy, invitation.roleIds))) throw new Refusal('invitation_expired', { detail: 'Whoever invited you may no longer do so. Ask for a new invitation.' });
  return invitation;
}

/** An invitation is worth what its inviter may do now, not what they might when they wrote it. */
async function mayStillInvite(tx: Tx, inviterId: string, roleIds: readonly string[]): Promise<boolean> {
  const own = await tx.members.listPermissionsOf(inviterId);
  if (!own.includes('member.invite')) return false;
  if (roleIds.length === 0) return true;
  if (!own.includes('member.assign_roles')) return false;
  const roles = await tx.roles.findMany(roleIds);
  return firstBeyondOwn(own, roles.flatMap(({ permissions }) => permissions)) === null;
}
