import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import type { setManager } from '@countersign/contracts/members';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { releaseTasks, resumeStopped } from '../requests/index.js';
import { memberViewOf } from './view-member.part.js';

/** Says whom a member answers to, and looks again at whom requests from below them wait for. Never in a loop: all such changes of a company are made one after the other. */
export class SetManagerService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof setManager>) {
    const { memberId } = call.input.params;
    const managerId = call.input.body.manager?.memberId ?? null;
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const before = (await tx.members.lockForRoles(memberId)) ? await tx.members.find(memberId) : null;
      if (!before) throw new Refusal('not_found');
      if (managerId !== null) await refuseUnlessAbove(tx, before, managerId);
      const were = await tx.members.listManagers(memberId);
      await tx.members.setManager(memberId, managerId);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: memberId, label: 'member' }, before: { managerId: before.manager?.memberId ?? null }, after: { managerId } });
      await releaseTasks(tx, record, at, were.map((manager) => manager.memberId), 'managers');
      await resumeStopped(tx, record, at, { memberIds: [memberId], roleIds: [] }, 'managers');
      const after = await tx.members.find(memberId);
      if (!after) throw new Error('a member that was locked is there');
      return memberViewOf(after);
    }, { first: (tx) => tx.members.lockRights() });
  }
}

async function refuseUnlessAbove(tx: Tx, member: { readonly id: string; readonly name: string }, managerId: string): Promise<void> {
  if (managerId === member.id) throw new Refusal('manager_loop', { detail: `${member.name} cannot be their own manager. Nothing was changed.` });
  const manager = await tx.members.find(managerId);
  if (!manager) throw new Refusal('member_unknown', { detail: 'The manager is no member of this company. Choose from the list; nothing was changed.' });
  const above = await tx.members.listManagers(managerId);
  const at = above.findIndex(({ memberId }) => memberId === member.id);
  if (at === -1) return;
  const way = above.slice(0, at + 1).map(({ name }) => name).join(', who answers to ');
  throw new Refusal('manager_loop', { detail: `${manager.name} answers to ${way}: ${member.name} cannot answer to ${manager.name}. Nothing was changed.` });
}
