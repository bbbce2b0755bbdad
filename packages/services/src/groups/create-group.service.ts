import { Refusal } from '@countersign/contracts/platform';
import type { createGroup } from '@countersign/contracts/groups';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';

export class CreateGroupService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof createGroup>) {
    const name = call.input.body.name.trim();
    return change(this.house, call, actorOf(call.caller), async (tx, record) => {
      if (await tx.groups.nameExists(name)) throw new Refusal('name_taken', { detail: `There is a group named "${name}" already. Choose another name.` });
      const id = newId();
      await tx.groups.insert({ id, name });
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'group', id, label: name } });
      return { id, name, members: 0 };
    });
  }
}
