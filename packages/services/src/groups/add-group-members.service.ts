import { Refusal } from '@countersign/contracts/platform';
import type { addGroupMembers } from '@countersign/contracts/groups';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { releaseTasks, resumeStopped } from '../requests/index.js';

/** Adds members to a group; who is in it already stays. Requests that stopped for want of somebody in it look again in the same transaction. */
export class AddGroupMembersService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof addGroupMembers>) {
    const { groupId } = call.input.params;
    const memberIds = [...new Set(call.input.body.memberIds)];
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      if (!(await tx.groups.lock(groupId))) throw new Refusal('not_found');
      const found = await tx.members.listNames(memberIds);
      if (found.filter(({ isRemoved }) => !isRemoved).length !== memberIds.length) {
        throw new Refusal('member_unknown', { detail: 'One of them is no member of this company. Nothing was changed.' });
      }
      const added = await tx.groups.addMembers(groupId, memberIds);
      const group = await tx.groups.find(groupId);
      if (!group) throw new Error('a group that was locked is there');
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'group', id: groupId, label: group.name }, after: { addedMemberIds: added.sort() } });
      // Whom a step leaves out by a group is left out from now on.
      await releaseTasks(tx, record, at, added, 'groups');
      await resumeStopped(tx, record, at, { memberIds: added, roleIds: [], groupIds: [groupId] }, 'groups');
      return group;
    }, { first: (tx) => tx.members.lockRights() });
  }
}
