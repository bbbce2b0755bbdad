import type { Call } from '../platform/index.js';
import { sessionOf } from '../platform/index.js';
import type { IdentityHouse } from './identity.part.js';
import { limitTries } from './limit-tries.part.js';
import { recordSignIn } from './record-sign-in.part.js';
import { Refusal } from '@countersign/contracts/platform';

/** Counts a try of a code in a session, and leaves an entry in the company where it was not right. */
export async function tryCode<Outcome>(house: IdentityHouse, { caller }: Call, work: () => Promise<Outcome>): Promise<Outcome> {
  const session = sessionOf(caller);
  await limitTries(house.identityPool, 'second factor in session of', session.userId, house.settings.limits.codesPerAccount);
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'second_factor_wrong' && session.member) {
      const { userId, sessionId, member } = session;
      await recordSignIn(house, house.identityPool, caller, { action: 'session.step_up_failed', userId, sessionId, reason: error.code }, [member]);
    }
    throw error;
  }
}
