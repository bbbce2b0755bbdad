import type { Tx } from '@countersign/database/platform';
import type { MemberRow, Role } from '@countersign/database/members';
import { Refusal, type ReplyOf } from '@countersign/contracts/platform';
import type { previewMemberRoles } from '@countersign/contracts/members';
import type { MayDo } from '@countersign/contracts/screens';
import { actorOf, type Actor, type Call, type House } from '../platform/index.js';
import { adminRights, may, mayHandOut, no, wordsIn, wordsOfAll } from '../roles/index.js';
import { leftToNobody } from './left-to-nobody.part.js';

/** What other roles would change for a member, and whether it would be refused. */
export class PreviewMemberRolesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewMemberRoles>): Promise<ReplyOf<typeof previewMemberRoles>> {
    const actor = actorOf(call.caller);
    const wanted = wordsIn(call.input.query.roleIds);
    return this.house.tenancy.read(actor, async (tx) => {
      const member = await tx.members.find(call.input.params.memberId);
      if (!member) throw new Refusal('not_found');
      const held = member.roles.map(({ id }) => id);
      const roles = await tx.roles.findMany([...wanted, ...held]);
      const after = roles.filter(({ id }) => wanted.includes(id));
      if (after.length !== wanted.length) throw new Refusal('role_unknown', { detail: 'One of these roles does not exist.' });
      const had = permissionsOf(roles.filter(({ id }) => held.includes(id)));
      const has = permissionsOf(after);
      const count = await tx.waitingList.countWaiting(member.id);
      const allowed = await mayAssign(tx, actor, member, { given: after.filter(({ id }) => !held.includes(id)), has });
      const left = may(actor, 'workflow.read').allowed ? await leftToNobody(tx, member.id, roles.filter(({ id }) => held.includes(id)), after) : [];
      return { gained: wordsOfAll(has.filter((permission) => !had.includes(permission))), lost: wordsOfAll(had.filter((permission) => !has.includes(permission))), waitingTasks: count, leftToNobody: left, ...allowed };
    });
  }
}

const permissionsOf = (roles: readonly Role[]) => [...new Set(roles.flatMap(({ permissions }) => permissions))];

async function mayAssign(tx: Tx, actor: Actor, { id }: MemberRow, { given, has }: { readonly given: readonly Role[]; readonly has: readonly string[] }): Promise<MayDo> {
  const staysAdmin = adminRights.every((right) => has.includes(right));
  if (!staysAdmin && (await tx.members.countHoldersOf(adminRights, id)) === 0) return no('Nobody could administer roles any more. Give those rights to somebody else first.');
  return mayHandOut(actor, permissionsOf(given));
}
