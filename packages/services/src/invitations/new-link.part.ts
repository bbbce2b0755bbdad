import { Refusal } from '@countersign/contracts/platform';
import type { Tx } from '@countersign/database/platform';
import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '../platform/index.js';
import { refuseBeyondOwn } from '../roles/index.js';

const validForMs = 7 * 24 * 3600 * 1000;

/** The database keeps only this hash: a copy of it opens nothing. */
export const tokenHash = (token: string) => createHash('sha256').update(token, 'utf8').digest();

/** A fresh token, and until when it holds. */
export const newLink = (at: Date) => ({ token: randomBytes(32).toString('base64url'), expiresAt: new Date(at.getTime() + validForMs) });

export const linkView = (id: string, email: string, { token, expiresAt }: ReturnType<typeof newLink>) => ({ id, email, token, path: `/invitations/${token}`, expiresAt: expiresAt.toISOString() });

/** Inviting into a role is assigning it: refuses what the actor could not assign, and an address that is a member's. */
export async function refuseUnlessInvitable(tx: Tx, actor: Actor, email: string, roleIds: readonly string[]): Promise<void> {
  if (roleIds.length > 0 && !actor.permissions.includes('member.assign_roles')) throw new Refusal('permission_denied', { detail: 'You may invite people, but not into roles.' });
  const roles = await tx.roles.findMany(roleIds);
  if (roles.length !== new Set(roleIds).size) throw new Refusal('role_unknown', { detail: 'One of these roles does not exist. Nobody was invited.' });
  refuseBeyondOwn(actor.permissions, roles.flatMap(({ permissions }) => permissions));
  const member = await tx.members.findByEmail(email);
  if (member !== null && member.deactivatedAt === null) throw new Refusal('member_exists', { detail: `${email} is a member already.` });
}
