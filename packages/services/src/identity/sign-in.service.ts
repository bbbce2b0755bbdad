import { Refusal, type ReplyOf } from '@countersign/contracts/platform';
import type { signIn } from '@countersign/contracts/identity';
import type { Call } from '../platform/index.js';
import type { IdentityHouse, WithCookies } from './identity.part.js';
import { limitTries } from './limit-tries.part.js';
import { recordSignIn } from './record-sign-in.part.js';
import { headersFor, readAnswer, type LibraryAnswer } from './sign-in-library.part.js';

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
    const last = (await entry.listMemberships(reply.user.id))[0];
    if (session && last) await entry.activateMembership(session.sessionId, last.memberId);
    await recordSignIn(this.house, identityPool, call.caller, { action: 'user.signed_in', userId: reply.user.id, sessionId: session?.sessionId ?? null, reason: null });
    return { reply: { user: reply.user }, cookies };
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
