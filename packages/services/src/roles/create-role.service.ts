import { Refusal } from '@countersign/contracts/platform';
import type { createRole } from '@countersign/contracts/roles';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { refuseBeyondOwn } from './hand-out.part.js';

export class CreateRoleService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof createRole>) {
    const name = call.input.body.name.trim();
    const permissions = [...new Set(call.input.body.permissions)].sort();
    const actor = actorOf(call.caller);
    refuseBeyondOwn(actor.permissions, permissions);
    return change(this.house, call, actor, async (tx, record) => {
      if (await tx.roles.nameExists(name)) throw new Refusal('name_taken', { detail: `There is a role named "${name}" already. Choose another name.` });
      const id = newId();
      await tx.roles.insert([{ id, name, permissions }]);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'role', id, label: name }, after: { permissions } });
      return { id, name, permissions };
    });
  }
}
