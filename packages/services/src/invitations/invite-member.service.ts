import { Refusal } from '@countersign/contracts/platform';
import type { inviteMember } from '@countersign/contracts/invitations';
import { createHash, randomBytes } from 'node:crypto';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { refuseBeyondOwn } from '../roles/index.js';

const validForMs = 7 * 24 * 3600 * 1000;

/** The database keeps only this hash: a copy of it opens nothing. */
export const tokenHash = (token: string) => createHash('sha256').update(token, 'utf8').digest();

export class InviteMemberService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof inviteMember>) {
    const actor = actorOf(call.caller);
    const { roleIds, unit } = call.input.body;
    const email = call.input.body.email.toLowerCase();
    // Inviting into a role is assigning it.
    if (roleIds.length > 0 && !actor.permissions.includes('member.assign_roles')) throw new Refusal('permission_denied', { detail: 'You may invite people, but not into roles.' });
    return change(this.house, call, actor, async (tx, record, at) => {
      const roles = await tx.roles.findMany(roleIds);
      if (roles.length !== new Set(roleIds).size) throw new Refusal('role_unknown', { detail: 'One of these roles does not exist. Nobody was invited.' });
      refuseBeyondOwn(actor.permissions, roles.flatMap(({ permissions }) => permissions));
      if (await tx.members.findByEmail(email)) throw new Refusal('member_exists', { detail: `${email} is a member already.` });
      const id = newId();
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(at.getTime() + validForMs);
      await tx.invitations.insert({ id, email, roleIds, unit: unit?.trim() ?? null, invitedBy: actor.memberId, expiresAt });
      await tx.entry.addInvitationToken(tokenHash(token), id);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'invitation', id, label: 'invitation' }, after: { roleIds, unit: unit ?? null, expiresAt: expiresAt.toISOString() } });
      return { id, email, token, path: `/invitations/${token}`, expiresAt: expiresAt.toISOString() };
    });
  }
}
