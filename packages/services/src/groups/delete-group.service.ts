import { Refusal } from '@countersign/contracts/platform';
import type { deleteGroup } from '@countersign/contracts/groups';
import { lockGroup } from './lock-group.part.js';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { askingWords } from './asking-words.part.js';

/** Deletes a group that nothing asks: whoever publishes a workflow that names it holds it meanwhile, and finds it gone, or is found here. */
export class DeleteGroupService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof deleteGroup>) {
    const { groupId } = call.input.params;
    return change(this.house, call, actorOf(call.caller), async (tx, record) => {
      const group = await lockGroup(tx, groupId);
      if (!group) throw new Refusal('not_found');
      const asking = await tx.groups.listAsking(groupId);
      if (asking.length > 0) throw new Refusal('group_in_use', { detail: `${asking.map(askingWords).join(' ')} Nothing was deleted.` });
      await tx.groups.delete(groupId);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'group', id: groupId, label: group.name }, before: { name: group.name, members: group.members } });
      return { id: groupId, name: group.name };
    }, { first: (tx) => tx.members.lockRights(), current: (tx) => lockGroup(tx, groupId) });
  }
}
