import type { ReplyOf } from '@countersign/contracts/platform';
import type { signOut } from '@countersign/contracts/identity';
import { sessionOf, type Call } from '../platform/index.js';
import type { IdentityHouse, WithCookies } from './identity.part.js';
import { recordSignIn } from './record-sign-in.part.js';
import { endSession, headersFor, readAnswer } from './sign-in-library.part.js';

/** Ends the session: the next call of any process with its cookie is not signed in. */
export class SignOutService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof signOut>): Promise<WithCookies<ReplyOf<typeof signOut>>> {
    const { userId, sessionId } = sessionOf(call.caller);
    await recordSignIn(this.house, this.house.identityPool, call.caller, { action: 'user.signed_out', userId, sessionId, reason: null });
    // By the id that the guard found: whatever cookie the library knows, the session that was used ends.
    await this.house.identityPool.query({ ...endSession, values: [sessionId] });
    const response = await this.house.auth.api.signOut({ headers: headersFor(call.caller.device), asResponse: true });
    const { cookies } = await readAnswer(response);
    return { reply: { success: true }, cookies };
  }
}
