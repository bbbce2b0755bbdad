import { Refusal } from '@countersign/contracts/platform';
import type { RoleScreen, showRole } from '@countersign/contracts/screens';
import { actorOf, type Call, type House } from '../platform/index.js';
import { aboutRole, may, mayHandOut, permissionGroups } from '../roles/index.js';
import { frameOf } from './screen-frame.part.js';

const holdersMax = 100;

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
      const { waiting: _, ...frame } = await frameOf(tx, actor, this.house.now());
      const holders = role === null ? [] : await tx.members.listHolders(role.id, holdersMax);
      const groups = permissionGroups.map(({ name, permissions }) => ({
        name,
        permissions: permissions.map((words) => {
          const held = role?.permissions.includes(words.permission) ?? false;
          // What the role gives already is not handed out here: it may be kept.
          return { ...words, held, ...(held || !define.allowed ? define : mayHandOut(actor, [words.permission])) };
        }),
      }));
      return { ...frame, data: { role: role && { id: role.id, name: role.name, about: aboutRole(role.name) }, groups, holders: holders.map(({ id, name }) => ({ memberId: id, name })), define } };
    });
  }
}
