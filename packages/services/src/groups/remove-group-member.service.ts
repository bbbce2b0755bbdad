import { Refusal } from '@countersign/contracts/platform';
import type { removeGroupMember } from '@countersign/contracts/groups';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { releaseTasks, resumeStopped } from '../requests/index.js';

/** Takes a member out of a group. Tasks that wait for them, and that those left cannot complete, are asked anew in the same transaction. */
export class RemoveGroupMemberService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof removeGroupMember>) {
    const { groupId, memberId } = call.input.params;
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      // What they are deciding ends first, and what they do next is judged without the group.
      if (!(await tx.groups.lock(groupId)) || !(await tx.members.lockForRoles(memberId)) || !(await tx.groups.removeMember(groupId, memberId))) throw new Refusal('not_found');
      const group = await tx.groups.find(groupId);
      if (!group) throw new Error('a group that was locked is there');
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'group', id: groupId, label: group.name }, before: { removedMemberId: memberId } });
      const requestsAskedAnew = await releaseTasks(tx, record, at, [memberId], 'groups');
      // Whom a step left out by the group may sign it now.
      await resumeStopped(tx, record, at, { memberIds: [memberId], roleIds: [], groupIds: [groupId] }, 'groups');
      return { ...group, requestsAskedAnew };
    }, { first: (tx) => tx.members.lockRights() });
  }
}
