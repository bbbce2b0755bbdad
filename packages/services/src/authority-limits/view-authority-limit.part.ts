import type { AuthorityLimitRow } from '@countersign/database/authority-limits';
import type { AuthorityLimitView } from '@countersign/contracts/authority-limits';

export function authorityLimitViewOf({ id, roleId, memberId, holderName, requestType, amount, currency }: AuthorityLimitRow): AuthorityLimitView {
  const holder = roleId === null ? { kind: 'member' as const, id: memberId ?? '' } : { kind: 'role' as const, id: roleId };
  return { id, holder: { ...holder, name: holderName }, requestType, limit: { amount, currency } };
}
