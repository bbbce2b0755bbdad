import type { ClaimedEffect } from '@countersign/database/effects';
import type { House } from '../platform/index.js';

const marginMs = 2_000;

/**
 * Holds an effect anew, right before something is sent: what comes first, reading records or fetching a token, may have taken longer than
 * it was held for. False where somebody else has taken it over: nothing may be sent any more.
 */
export function keepHold(house: House, tenantId: string, effect: ClaimedEffect): Promise<boolean> {
  const { leaseMs } = house.settings.delivery;
  const { connectMs, headersMs, bodyMs } = effect.kind !== 'webhook' && effect.kind !== 'notice' ? effect.connection.settings.limits : { connectMs: 0, headersMs: 0, bodyMs: 0 };
  return house.tenancy.run({ tenantId }, (tx) => tx.effectRuns.renew(effect.id, effect.attempts, Math.max(leaseMs, connectMs + headersMs + bodyMs + marginMs)));
}
