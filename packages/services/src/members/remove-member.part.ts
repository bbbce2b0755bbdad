import type { Tx } from '@countersign/database/platform';
import type { MemberRow } from '@countersign/database/members';
import type { Record } from '../platform/index.js';
import { releaseTasks, resumeStopped } from '../requests/index.js';

/**
 * Ends a membership that was locked: roles, groups and limits of their own go, their sessions are here no more, and tasks that only they could complete
 * are asked of others, or stop and say so. Returns how many. Whose manager they were stays said: whoever asks for a manager passes over them.
 */
export async function removeMember(tx: Tx, record: Record, at: Date, member: MemberRow, act: { readonly action: string; readonly reason: string | null }): Promise<number> {
  const { id, userId, roles } = member;
  const groups = await tx.groups.listOf(id);
  await tx.members.deactivate(id, at);
  await tx.groups.removeFromAll(id);
  await tx.authorityLimits.removeOfMember(id);
  await tx.entry.removeMembership(userId, id);
  record.act({ ...act, subject: { kind: 'member', id, label: 'member' }, before: { roleIds: roles.map((role) => role.id), groupIds: groups.map((group) => group.id) } });
  const asked = await releaseTasks(tx, record, at, [id], 'members');
  // The next above stands in for a manager who is gone.
  await resumeStopped(tx, record, at, { memberIds: [id], roleIds: [] }, 'members');
  return asked;
}
