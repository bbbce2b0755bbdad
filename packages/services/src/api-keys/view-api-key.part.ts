import type { ApiKeyState, ApiKeyView } from '@countersign/contracts/api-keys';
import type { ApiKeyRow } from '@countersign/database/api-keys';
import type { Actor } from '../platform/index.js';

/** Who sees and revokes the keys of others: whoever could take their roles, and with them what their keys open. */
export const keysOfOthers = 'member.assign_roles';
export const seesEverybodysKeys = ({ permissions }: Pick<Actor, 'permissions'>) => permissions.includes(keysOfOthers);

export const mayRevoke = ({ member }: Pick<ApiKeyRow, 'member'>, actor: Actor) => member.memberId === actor.memberId || seesEverybodysKeys(actor);

export function apiKeyViewOf(row: ApiKeyRow, actor: Actor, now: Date): ApiKeyView {
  const { id, member, name, hint, apiVersion } = row;
  const state = stateOf(row, now);
  return {
    id, member, name, hint, apiVersion, state,
    scopes: [...row.scopes],
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.usedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    mayRevoke: row.revokedAt === null && mayRevoke(row, actor),
  };
}

function stateOf({ revokedAt, expiresAt, ownerLeft }: ApiKeyRow, now: Date): ApiKeyState {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return ownerLeft ? 'owner_left' : 'usable';
}
