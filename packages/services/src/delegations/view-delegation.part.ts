import type { DelegationRow } from '@countersign/database/delegations';
import type { DelegationState, DelegationView } from '@countersign/contracts/delegations';
import type { Actor } from '../platform/index.js';

/** Who may make and end delegations of others: what they give by that, they could give by a role. */
export const delegatesForOthers = 'member.assign_roles';

export function delegationViewOf(row: DelegationRow, actor: Actor, now: Date): DelegationView {
  const { id, principal, delegate, requestTypes, reason, madeBy, limitAmount, limitCurrency } = row;
  const state = stateOf(row, now);
  return {
    id, principal, delegate, reason, madeBy, state,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    requestTypes: [...requestTypes],
    limit: limitAmount !== null && limitCurrency !== null ? { amount: limitAmount, currency: limitCurrency } : null,
    endedAt: row.endedAt?.toISOString() ?? null,
    mayEnd: state !== 'over' && mayEnd(row, actor),
  };
}

export const mayEnd = ({ principal, delegate }: Pick<DelegationRow, 'principal' | 'delegate'>, { memberId, permissions }: Actor): boolean =>
  memberId === principal.memberId || memberId === delegate.memberId || permissions.includes(delegatesForOthers);

function stateOf({ startsAt, endsAt, endedAt }: DelegationRow, now: Date): DelegationState {
  if (endedAt !== null || endsAt <= now) return 'over';
  return startsAt > now ? 'coming' : 'on';
}
