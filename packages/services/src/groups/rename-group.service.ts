import { Refusal } from '@countersign/contracts/platform';
import type { renameGroup } from '@countersign/contracts/groups';
import { lockGroup } from './lock-group.part.js';
import { actorOf, change, type Call, type House } from '../platform/index.js';

export class RenameGroupService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof renameGroup>) {
    const { groupId } = call.input.params;
    const name = call.input.body.name.trim();
    return change(this.house, call, actorOf(call.caller), async (tx, record) => {
      const before = await lockGroup(tx, groupId);
      if (!before) throw new Refusal('not_found');
      if (name !== before.name && (await tx.groups.nameExists(name))) throw new Refusal('name_taken', { detail: `There is a group named "${name}" already. Choose another name; nothing was changed.` });
      await tx.groups.rename(groupId, name);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'group', id: groupId, label: name }, before: { name: before.name }, after: { name } });
      return { ...before, name };
    }, { current: (tx) => lockGroup(tx, groupId) });
  }
}
