import { Refusal } from '@countersign/contracts/platform';
import type { SecondFactorKind } from '@countersign/contracts/identity';
import type { SecondFactorRow, SessionEntry } from '@countersign/database/platform';
import type { IdentityHouse } from './identity.part.js';
import { limitTries } from './limit-tries.part.js';
import { kindOf, readCode, usedBefore } from './second-factor.part.js';

const find = {
  name: 'identity.find_second_factor',
  text: 'select sealed_secret as "sealedSecret", used_step::text as "usedStep", confirmed_at as "confirmedAt", 0 as "recoveryCodes" from identity.second_factor where user_id = $1 and confirmed_at is not null',
};
const take = { name: 'identity.take_second_factor', text: 'select identity.take_second_factor($1, $2, $3, $4, $5, $6) as taken' };

/** Uses up the code that somebody signs in with, in no company yet; null for whoever has no second factor. The new session has proved it by that. */
export async function proveAtSignIn(house: IdentityHouse, { userId, sessionId }: SessionEntry, code: string | undefined): Promise<SecondFactorKind | null> {
  const { identityPool, settings } = house;
  const { rows } = await identityPool.query<SecondFactorRow>({ ...find, values: [userId] });
  const row = rows[0];
  if (!row) return null;
  if (code === undefined) throw new Refusal('second_factor_required', { detail: 'Send the code that your authenticator app shows now, or a recovery code, together with e-mail and password.' });
  await limitTries(identityPool, 'second factor at sign-in of', userId, settings.limits.codesPerAccount);
  const proof = await readCode(house, userId, row, code);
  const taken = await identityPool.query<{ taken: boolean }>({ ...take, values: [userId, sessionId, proof.sealedSecret, proof.step, proof.recoveryHash, house.now()] });
  if (taken.rows[0]?.taken !== true) throw usedBefore();
  return kindOf(proof);
}
