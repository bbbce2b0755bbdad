import type { HolderRow } from '@countersign/database/members';
import { Refusal, type ReplyOf } from '@countersign/contracts/platform';
import type { previewRole } from '@countersign/contracts/roles';
import { actorOf, type Call, type House } from '../platform/index.js';
import { adminRights } from './hand-out.part.js';
import { wordsOfAll } from './permission-words.part.js';
import { may, mayHandOut, no } from './rights.part.js';

const holdersMax = 500;

/** Who would gain and lose what by other permissions of a role: what somebody has by another role is neither. */
export class PreviewRoleService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewRole>): Promise<ReplyOf<typeof previewRole>> {
    const actor = actorOf(call.caller);
    const { roleId } = call.input.params;
    const permissions = wordsIn(call.input.query.permissions);
    return this.house.tenancy.read(actor, async (tx) => {
      const [role] = await tx.roles.findMany([roleId]);
      if (!role) throw new Refusal('not_found');
      const added = permissions.filter((permission) => !role.permissions.includes(permission));
      const taken = role.permissions.filter((permission) => !permissions.includes(permission));
      const found = await tx.members.listHolders(roleId, holdersMax + 1);
      const holders = found.slice(0, holdersMax);
      const leavesNobody = adminRights.some((right) => taken.includes(right)) && (await tx.members.countHoldersOf(adminRights)) === holders.filter((holder) => !holder.expires && losesAdmin(holder, role.permissions, permissions)).length;
      const allowed = leavesNobody ? no('Nobody could administer roles any more.') : may(actor, 'role.define').allowed ? mayHandOut(actor, added) : may(actor, 'role.define');
      return { gaining: affected(holders, added), losing: affected(holders, taken), more: found.length > holdersMax, ...allowed };
    });
  }
}

/** Permissions as a query carries them. */
export const wordsIn = (list: string): string[] => [...new Set(list === '' ? [] : list.split(','))];

function losesAdmin({ otherPermissions }: HolderRow, before: readonly string[], after: readonly string[]): boolean {
  const holds = (role: readonly string[]) => adminRights.every((right) => role.includes(right) || otherPermissions.includes(right));
  return holds(before) && !holds(after);
}

const affected = (holders: readonly HolderRow[], changed: readonly string[]) =>
  holders.flatMap(({ id, name, otherPermissions }) => {
    const permissions = wordsOfAll(changed.filter((permission) => !otherPermissions.includes(permission)));
    return permissions.length === 0 ? [] : [{ memberId: id, name, permissions }];
  });
