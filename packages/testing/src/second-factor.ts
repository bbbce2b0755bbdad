import { confirmSecondFactor, startSecondFactor } from '@countersign/contracts/identity';
import { Secret, TOTP } from 'otpauth';
import { testPassword, type Person } from './people.js';

/** An authenticator app: another's code than ours, so that both say the same for a reason. */
export interface Authenticator {
  readonly secret: string;
  /** A code that was not given before; there are two of one moment, then it takes half a minute. */
  code(): string;
  /** The code of so many steps from now. */
  codeFromNow(steps: number): string;
}

const stepMs = 30_000;

export function authenticatorOf(secret: string): Authenticator {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  let last = 0;
  const at = (step: number) => totp.generate({ timestamp: step * stepMs });
  const now = () => Math.floor(Date.now() / stepMs);
  return {
    secret,
    code() {
      last = Math.max(last + 1, now());
      if (last > now() + 1) throw new Error('this moment has no more codes: take a recovery code');
      return at(last);
    },
    codeFromNow: (steps) => at(now() + steps),
  };
}

export interface Enrolled extends Authenticator {
  readonly recoveryCodes: readonly string[];
}

/** Sets up a second factor for somebody who has none. */
export async function enrol(by: Person): Promise<Enrolled> {
  const { secret } = await by.call(startSecondFactor, { body: { password: testPassword } });
  const app = authenticatorOf(secret);
  const { recoveryCodes } = await by.call(confirmSecondFactor, { body: { code: app.code() } });
  return { ...app, recoveryCodes };
}
