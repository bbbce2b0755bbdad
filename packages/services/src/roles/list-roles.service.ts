import type { listRoles, RoleView } from '@countersign/contracts/roles';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';

export class ListRolesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listRoles>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const page = await tx.roles.list(pageOfQuery(call.input.query));
      return { items: page.items.map(({ id, name, permissions }) => ({ id, name, permissions: permissions as RoleView['permissions'] })), nextCursor: page.nextCursor };
    });
  }
}
