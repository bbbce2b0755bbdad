import type { Tx } from '@countersign/database/platform';
import type { AuthorityPart } from '@countersign/contracts/screens';
import { authorityLimitViewOf } from '../authority-limits/index.js';
import type { Actor } from '../platform/index.js';
import { may } from '../roles/index.js';

const requestTypesMax = 200;

/** How much some roles and a member may approve, for who may see it, and what this actor could say of it. */
export async function authorityOf(tx: Tx, actor: Actor, roleIds: readonly string[], memberId: string | null): Promise<AuthorityPart> {
  const define = may(actor, 'authority_limit.define');
  const limits = may(actor, 'role.read').allowed ? await tx.authorityLimits.listOf(roleIds, memberId) : [];
  const requestTypes = define.allowed ? (await tx.requestTypes.list({ limit: requestTypesMax, after: null })).items : [];
  return { limits: limits.map(authorityLimitViewOf), define, requestTypes: requestTypes.map(({ id, name }) => ({ id, name })) };
}
