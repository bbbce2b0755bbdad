import type { RoleView } from '@countersign/contracts/roles';
import type { Tx } from '@countersign/database/platform';

/** A role as it is shown, or null where there is none. */
export async function findRole(tx: Tx, roleId: string): Promise<RoleView | null> {
  const [role] = await tx.roles.findMany([roleId]);
  return role ? { id: role.id, name: role.name, permissions: role.permissions as RoleView['permissions'] } : null;
}
