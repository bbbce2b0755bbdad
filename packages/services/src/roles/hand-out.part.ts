import { Refusal, type Permission } from '@countersign/contracts/platform';

/** Whoever holds these administers the company: one member at least always does. */
export const adminRights = ['member.assign_roles', 'role.define'] as const satisfies readonly Permission[];

/**
 * The first permission that somebody would hand out beyond their own, or null. Who may both assign and define roles
 * administers them as a whole, and hands out what they do not hold, such as deciding.
 */
export function firstBeyondOwn(own: readonly string[], handedOut: Iterable<string>): string | null {
  const administersRoles = adminRights.every((permission) => own.includes(permission));
  if (administersRoles) return null;
  for (const permission of handedOut) if (!own.includes(permission)) return permission;
  return null;
}

/** Nobody hands out more than they may: refuses by the first permission beyond the actor's own. */
export function refuseBeyondOwn(own: readonly Permission[], handedOut: Iterable<string>): void {
  const permission = firstBeyondOwn(own, handedOut);
  if (permission === null) return;
  throw new Refusal('permission_denied', { detail: `This would hand out the permission "${permission}", which none of your roles gives. Nothing was changed.`, extensions: { permission } });
}
