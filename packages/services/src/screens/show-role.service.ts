import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import type { MayDo, RoleScreen, showRole } from '@countersign/contracts/screens';
import { actorOf, type Actor, type Call, type House } from '../platform/index.js';
import { aboutRole, may, mayHandOut, permissionGroups, roleChoices } from '../roles/index.js';
import { authorityOf } from './authority.part.js';
import { frameOf } from './screen-frame.part.js';

const holdersMax = 100;
const rolesMax = 200;
/** How many members are looked through for those who do not have it. */
const othersMax = 50;

/** A role, or a sheet for a new one: every permission in words, and which of them this member may give. */
export class ShowRoleService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showRole>): Promise<RoleScreen> {
    const actor = actorOf(call.caller);
    const { roleId } = call.input.query;
    const define = may(actor, 'role.define');
    return this.house.tenancy.read(actor, async (tx) => {
      const role = roleId === undefined ? null : ((await tx.roles.findMany([roleId]))[0] ?? null);
      if (roleId !== undefined && role === null) throw new Refusal('not_found');
      const frame = await frameOf(tx, actor, this.house.now());
      const holders = role === null ? [] : await tx.members.listHolders(role.id, holdersMax);
      const groups = permissionGroups.map(({ name, permissions }) => ({
        name,
        permissions: permissions.map((words) => {
          const held = role?.permissions.includes(words.permission) ?? false;
          // What the role gives already is not handed out here: it may be kept.
          return { ...words, held, ...(held || !define.allowed ? define : mayHandOut(actor, [words.permission])) };
        }),
      }));
      const give = givingOf(actor, role);
      const choices = roleChoices(actor, await tx.roles.listCounted(rolesMax));
      return {
        ...frame,
        data: {
          role: role && { id: role.id, name: role.name, about: aboutRole(role.name) }, groups, authority: role && (await authorityOf(tx, actor, [role.id], null)), holders: holders.map(({ id, name }) => ({ memberId: id, name })), define,
          give, others: role !== null && give.allowed ? await othersOf(tx, role.id) : [], invite: may(actor, 'member.invite'), choices,
        },
      };
    });
  }
}

/** Whether this member may give somebody the role. */
function givingOf(actor: Actor, role: { readonly permissions: readonly string[] } | null): MayDo {
  const assign = may(actor, 'member.read', 'member.assign_roles');
  return assign.allowed && role !== null ? mayHandOut(actor, role.permissions) : assign;
}

async function othersOf(tx: Tx, roleId: string): Promise<RoleScreen['data']['others']> {
  const { items } = await tx.members.list({ limit: othersMax, after: null });
  return items.filter(({ roles }) => !roles.some(({ id }) => id === roleId)).map(({ id, name }) => ({ memberId: id, name }));
}
