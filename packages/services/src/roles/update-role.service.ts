import type { Tx } from '@countersign/database/platform';
import { Refusal, type Permission } from '@countersign/contracts/platform';
import type { updateRole } from '@countersign/contracts/roles';
import { actorOf, change, type Call, type House, type Record } from '../platform/index.js';
import { releaseTasks, resumeStopped } from '../requests/index.js';
import { findRole } from './find-role.part.js';
import { adminRights, refuseBeyondOwn } from './hand-out.part.js';

/** Who lacks one of these signs nothing. */
const signingRights = ['task.decide', 'request.read', 'request.read_all'] as const satisfies readonly Permission[];

/** Renames a role and sets what it allows; who holds it is judged by it from their next call on, and requests no longer wait for holders who may not sign. */
export class UpdateRoleService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof updateRole>) {
    const { roleId } = call.input.params;
    const name = call.input.body.name.trim();
    const permissions = [...new Set(call.input.body.permissions)].sort();
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const [before] = await tx.roles.findMany([roleId]);
      if (!before) throw new Refusal('not_found');
      // What the role gives already is not handed out here.
      refuseBeyondOwn(actor.permissions, permissions.filter((permission) => !before.permissions.includes(permission)));
      if (name !== before.name) await refuseTaken(tx, name);
      // What its holders are doing under it ends first, and what they do next is judged by it anew.
      if (before.permissions.some((permission) => !permissions.some((kept) => kept === permission))) await tx.members.lockHolders(roleId);
      await tx.roles.update(roleId, { name, permissions });
      if ((await tx.members.countHoldersOf(adminRights)) === 0) {
        throw new Refusal('last_admin', { detail: 'Nobody could administer roles any more. Give those rights to another role first; nothing was changed.' });
      }
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'role', id: roleId, label: name }, before: { name: before.name, permissions: before.permissions }, after: { name, permissions } });
      await askWhoMaySign(tx, record, at, { roleId, before: before.permissions, permissions });
      return { id: roleId, name, permissions };
    }, { first: (tx) => tx.members.lockRights(), current: (tx) => findRole(tx, roleId) });
  }
}

async function refuseTaken(tx: Tx, name: string): Promise<void> {
  if (await tx.roles.nameExists(name)) throw new Refusal('name_taken', { detail: `There is a role named "${name}" already. Choose another name; nothing was changed.` });
}

/** In the same transaction: what only holders could sign who now may not is asked of others, and what stopped for want of them goes on. */
async function askWhoMaySign(tx: Tx, record: Record, at: Date, role: { readonly roleId: string; readonly before: readonly string[]; readonly permissions: readonly string[] }): Promise<void> {
  const isTaken = signingRights.some((right) => role.before.includes(right) && !role.permissions.includes(right));
  const isGiven = signingRights.some((right) => !role.before.includes(right) && role.permissions.includes(right));
  if (!isTaken && !isGiven) return;
  const holders = await tx.members.findRolesAmongHolders(role.roleId);
  if (isTaken) await releaseTasks(tx, record, at, holders.memberIds);
  if (isGiven) await resumeStopped(tx, record, at, holders);
}
