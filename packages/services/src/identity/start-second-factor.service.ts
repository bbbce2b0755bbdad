import { Refusal } from '@countersign/contracts/platform';
import type { startSecondFactor } from '@countersign/contracts/identity';
import { actorOf, change, sessionOf, type Call } from '../platform/index.js';
import type { IdentityHouse } from './identity.part.js';
import { limitTries } from './limit-tries.part.js';
import { newSecret } from './second-factor.part.js';
import { headersFor, readAnswer } from './sign-in-library.part.js';
import { keyUri, toBase32 } from './totp.part.js';

/** Makes a secret for an authenticator app; whoever holds a session only, and not the password, sets up nothing. */
export class StartSecondFactorService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof startSecondFactor>) {
    const actor = actorOf(call.caller);
    const { userId, userEmail } = sessionOf(call.caller);
    await limitTries(this.house.identityPool, 'password in session of', userId, this.house.settings.limits.passwordsPerAccount);
    await readAnswer(await this.house.auth.api.verifyPassword({ body: { password: call.input.body.password }, headers: headersFor(call.caller.device), asResponse: true }));
    return change(this.house, call, actor, async (tx, record) => {
      const { secret, sealed } = await newSecret(this.house, userId);
      if (!(await tx.entry.startSecondFactor(userId, sealed))) throw new Refusal('second_factor_exists', { detail: 'Remove it first, with a code of it; nothing was changed.' });
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: actor.memberId, label: 'member' } });
      return { secret: toBase32(secret), uri: keyUri(secret, userEmail) };
    });
  }
}
