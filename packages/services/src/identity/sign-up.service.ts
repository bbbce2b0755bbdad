import { Refusal, type ReplyOf } from '@countersign/contracts/platform';
import type { signUp } from '@countersign/contracts/identity';
import type { Call } from '../platform/index.js';
import { passwordLengthMax, passwordLengthMin } from './auth.part.js';
import type { IdentityHouse, WithCookies } from './identity.part.js';
import { limitTries } from './limit-tries.part.js';
import { recordSignIn } from './record-sign-in.part.js';
import { headersFor, readAnswer, type LibraryAnswer } from './sign-in-library.part.js';

export class SignUpService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof signUp>): Promise<WithCookies<ReplyOf<typeof signUp>>> {
    const { identityPool, settings } = this.house;
    await limitTries(identityPool, 'sign-up', call.caller.device.ipAddress, settings.limits.signUpsPerAddress);
    const { password } = call.input.body;
    if (password.length < passwordLengthMin || password.length > passwordLengthMax) {
      throw new Refusal('password_too_weak', { detail: `Use ${passwordLengthMin} to ${passwordLengthMax} characters.` });
    }
    const { body, cookies } = await this.ask(call);
    const reply = body as ReplyOf<typeof signUp>;
    await recordSignIn(this.house, identityPool, call.caller, { action: 'user.signed_up', userId: reply.user.id, sessionId: null, reason: null });
    return { reply, cookies };
  }

  private async ask(call: Call<typeof signUp>): Promise<LibraryAnswer> {
    const { auth, entry } = this.house;
    const { password, name } = call.input.body;
    const email = call.input.body.email.toLowerCase();
    const response = await auth.api.signUpEmail({ body: { email, password, name: name.trim() }, headers: headersFor(call.caller.device), asResponse: true });
    try {
      return await readAnswer(response);
    } catch (error) {
      // Two asked for the same address at once: the library looks first and inserts later, and the slower one meets the unique address.
      if (!(error instanceof Refusal) && (await entry.findUserByEmail(email)) !== null) throw new Refusal('email_taken');
      throw error;
    }
  }
}
