import { Refusal, type ReplyOf } from '@countersign/contracts/platform';
import type { signIn } from '@countersign/contracts/identity';
import type { SessionEntry } from '@countersign/database/platform';
import type { Call } from '../platform/index.js';
import type { IdentityHouse, WithCookies } from './identity.part.js';
import { limitTries } from './limit-tries.part.js';
import { recordSignIn } from './record-sign-in.part.js';
import { proveAtSignIn } from './prove-at-sign-in.part.js';
import { endSession, headersFor, readAnswer, type LibraryAnswer } from './sign-in-library.part.js';

type SignedIn = ReplyOf<typeof signIn>;

/** Signs in, into the company that was active last. Tries are limited per address, per account from that address, and per account, and each leaves an audit entry. */
export class SignInService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof signIn>): Promise<WithCookies<SignedIn>> {
    const { identityPool, settings, entry } = this.house;
    const { device } = call.caller;
    const email = call.input.body.email.toLowerCase();
    await limitTries(identityPool, 'sign-in from', device.ipAddress, settings.limits.signInsPerAddress);
    await limitTries(identityPool, 'sign-in as, from', `${email}\n${device.ipAddress}`, settings.limits.signInsPerAccountAndAddress);
    await limitTries(identityPool, 'sign-in as', email, settings.limits.signInsPerAccount);
    const { body, cookies } = await this.ask(call, email);
    const reply = body as SignedIn & { readonly token?: string };
    const session = await entry.findSession(reply.token ?? '');
    if (!session) throw new Error('the sign-in library made no session');
    const by = await this.proveOrEnd(call, session);
    const last = (await entry.listMemberships(reply.user.id))[0];
    if (last) await entry.activateMembership(session.sessionId, last.memberId);
    await recordSignIn(this.house, identityPool, call.caller, { action: 'user.signed_in', userId: reply.user.id, sessionId: session.sessionId, reason: null, after: by && { secondFactor: by } });
    return { reply: { user: reply.user }, cookies };
  }

  /** Where there is a second factor, the password alone opens nothing: the session that the library made for it has reached nobody, and ends. */
  private async proveOrEnd(call: Call<typeof signIn>, session: SessionEntry) {
    const { identityPool } = this.house;
    try {
      return await proveAtSignIn(this.house, session, call.input.body.code);
    } catch (error) {
      await identityPool.query({ ...endSession, values: [session.sessionId] });
      if (error instanceof Refusal && error.code === 'second_factor_wrong') {
        await recordSignIn(this.house, identityPool, call.caller, { action: 'user.sign_in_failed', userId: session.userId, sessionId: null, reason: error.code });
      }
      throw error;
    }
  }

  private async ask(call: Call<typeof signIn>, email: string): Promise<LibraryAnswer> {
    const { auth, identityPool, entry } = this.house;
    const headers = headersFor(call.caller.device);
    const response = await auth.api.signInEmail({ body: { email, password: call.input.body.password }, headers, asResponse: true });
    try {
      return await readAnswer(response);
    } catch (error) {
      if (error instanceof Refusal) {
        const userId = await entry.findUserByEmail(email);
        await recordSignIn(this.house, identityPool, call.caller, { action: 'user.sign_in_failed', userId, sessionId: null, reason: error.code });
      }
      throw error;
    }
  }
}
