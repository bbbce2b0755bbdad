import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import type { updateRole } from '@countersign/contracts/roles';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { adminRights, refuseBeyondOwn } from './hand-out.part.js';

/** Renames a role and sets what it allows; who holds it is judged by it from their next call on. */
export class UpdateRoleService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof updateRole>) {
    const { roleId } = call.input.params;
    const name = call.input.body.name.trim();
    const permissions = [...new Set(call.input.body.permissions)].sort();
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record) => {
      await tx.members.lockRights();
      const [before] = await tx.roles.findMany([roleId]);
      if (!before) throw new Refusal('not_found');
      // What the role gives already is not handed out here.
      refuseBeyondOwn(actor.permissions, permissions.filter((permission) => !before.permissions.includes(permission)));
      if (name !== before.name) await refuseTaken(tx, name);
      await tx.roles.update(roleId, { name, permissions });
      if ((await tx.members.countHoldersOf(adminRights)) === 0) {
        throw new Refusal('last_admin', { detail: 'Nobody could administer roles any more. Give those rights to another role first; nothing was changed.' });
      }
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'role', id: roleId, label: name }, before: { name: before.name, permissions: before.permissions }, after: { name, permissions } });
      return { id: roleId, name, permissions };
    });
  }
}

async function refuseTaken(tx: Tx, name: string): Promise<void> {
  if (await tx.roles.nameExists(name)) throw new Refusal('name_taken', { detail: `There is a role named "${name}" already. Choose another name; nothing was changed.` });
}
