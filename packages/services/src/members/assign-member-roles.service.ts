import { Refusal } from '@countersign/contracts/platform';
import type { assignMemberRoles } from '@countersign/contracts/members';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { releaseTasks, resumeStopped } from '../requests/index.js';
import { adminRights, refuseBeyondOwn } from '../roles/index.js';
import { memberViewOf } from './view-member.part.js';

/** Sets a member's roles. Requests that stopped for want of an approver look again in the same transaction, and tasks that one who lost a role leaves short. */
export class AssignMemberRolesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof assignMemberRoles>) {
    const { memberId } = call.input.params;
    const roleIds = [...new Set(call.input.body.roleIds)];
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const before = (await tx.members.lockForRoles(memberId)) ? await tx.members.find(memberId) : null;
      if (!before) throw new Refusal('not_found');
      const roles = await tx.roles.findMany(roleIds);
      if (roles.length !== roleIds.length) throw new Refusal('role_unknown', { detail: 'One of these roles does not exist. Nothing was changed.' });
      // What the member holds already is not handed out here.
      const held = new Set(before.roles.map(({ id }) => id));
      refuseBeyondOwn(actor.permissions, roles.filter(({ id }) => !held.has(id)).flatMap(({ permissions }) => permissions));
      await tx.members.replaceRoles(memberId, roleIds);
      if ((await tx.members.countHoldersOf(adminRights)) === 0) {
        throw new Refusal('last_admin', { detail: 'Nobody could administer roles any more. Give those rights to somebody else first; nothing was changed.' });
      }
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: memberId, label: 'member' }, before: { roleIds: before.roles.map((role) => role.id) }, after: { roleIds } });
      await resumeStopped(tx, record, at, { memberIds: [memberId], roleIds: [...held, ...roleIds] });
      if ([...held].some((id) => !roleIds.includes(id))) await releaseTasks(tx, record, at, [memberId]);
      const after = await tx.members.find(memberId);
      if (!after) throw new Error('a member that was locked is there');
      return memberViewOf(after);
    }, { first: (tx) => tx.members.lockRights() });
  }
}
