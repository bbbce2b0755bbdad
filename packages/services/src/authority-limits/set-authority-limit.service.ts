import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import type { AuthorityHolder, setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { releaseTasks, resumeStopped } from '../requests/index.js';
import { authorityLimitViewOf } from './view-authority-limit.part.js';

/** Says how much a role or a member may approve of one request type or of all, in a currency; what was said of the same before is replaced. */
export class SetAuthorityLimitService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof setAuthorityLimit>) {
    const { holder, requestTypeId, limit } = call.input.body;
    const key = { roleId: holder.kind === 'role' ? holder.id : null, memberId: holder.kind === 'member' ? holder.id : null, requestTypeId, currency: limit.currency };
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const name = await lockHolder(tx, holder);
      if (name === null) throw new Refusal('not_found', { detail: `There is no such ${holder.kind} here. Nothing was changed.` });
      if (requestTypeId !== null && !(await tx.requestTypes.find(requestTypeId))) throw new Refusal('not_found', { detail: 'There is no such request type here. Nothing was changed.' });
      const before = await tx.authorityLimits.findByKey(key);
      await tx.authorityLimits.set(newId(), key, limit.amount);
      const after = await tx.authorityLimits.findByKey(key);
      if (!after) throw new Error('a limit that was set is there');
      record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: holder.kind, id: holder.id, label: name },
        before: before && { requestTypeId, limit: { amount: before.amount, currency: before.currency } },
        after: { requestTypeId, limit },
      });
      const holders = await holdersOf(tx, holder);
      if (before) await releaseTasks(tx, record, at, holders.memberIds, 'authority limits');
      await resumeStopped(tx, record, at, holders, 'authority limits');
      return authorityLimitViewOf(after);
    }, { first: (tx) => tx.members.lockRights() });
  }
}

/** What the audit calls the holder, or null where there is none. What its holders are deciding ends first. */
export async function lockHolder(tx: Tx, { kind, id }: AuthorityHolder): Promise<string | null> {
  if (kind === 'member') return (await tx.members.lockForRoles(id)) ? 'member' : null;
  const [role] = await tx.roles.findMany([id]);
  if (role) await tx.members.lockHolders(id);
  return role?.name ?? null;
}

/** Whom a limit concerns, with all the roles that they hold: steps that name any of these may ask for their authority. */
export async function holdersOf(tx: Tx, { kind, id }: AuthorityHolder): Promise<{ readonly memberIds: readonly string[]; readonly roleIds: readonly string[] }> {
  if (kind === 'role') return tx.members.findRolesAmongHolders(id);
  const member = await tx.members.find(id);
  return { memberIds: [id], roleIds: member?.roles.map((role) => role.id) ?? [] };
}
