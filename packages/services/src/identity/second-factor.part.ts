import { Refusal } from '@countersign/contracts/platform';
import type { SecondFactorKind } from '@countersign/contracts/identity';
import type { SecondFactorProof, SecondFactorRow, SessionEntry } from '@countersign/database/platform';
import { createHash, randomBytes } from 'node:crypto';
import type { House } from '../platform/index.js';
import { findStep, toBase32 } from './totp.part.js';

const secretBytes = 20;
const recoveryCodeCount = 10;
/** 80 bits: nobody finds one, not even with the hashes in hand. */
const recoveryCodeBytes = 10;

export async function newSecret(house: House, userId: string): Promise<{ readonly secret: Buffer; readonly sealed: Buffer }> {
  const secret = randomBytes(secretBytes);
  return { secret, sealed: await house.sealer.sealForPerson(userId, secret) };
}

/** Codes to be shown once, and the hashes that are kept of them. */
export function newRecoveryCodes(userId: string): { readonly codes: string[]; readonly hashes: Buffer[] } {
  const codes = Array.from({ length: recoveryCodeCount }, () => toBase32(randomBytes(recoveryCodeBytes)));
  return { codes: codes.map((code) => code.replaceAll(/(.{4})(?=.)/g, '$1-')), hashes: codes.map((code) => hashOf(userId, code)) };
}

const hashOf = (userId: string, code: string) => createHash('sha256').update(`${userId}\n${code}`).digest();

export const kindOf = ({ step }: SecondFactorProof): SecondFactorKind => (step === null ? 'recovery_code' : 'totp');

export const wrongCode = (detail?: string) => new Refusal('second_factor_wrong', detail === undefined ? {} : { detail });

/** What a typed code proves of a secret, if it is of the right form and time; whether it was used already is found when it is used. */
export async function readCode(house: House, userId: string, row: SecondFactorRow, typed: string): Promise<SecondFactorProof> {
  const { sealedSecret, usedStep } = row;
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase();
  if (/^[A-Z2-7]{16}$/.test(code)) return { sealedSecret, step: null, recoveryHash: hashOf(userId, code) };
  const secret = await house.sealer.openForPerson(userId, sealedSecret);
  const step = findStep(secret, code, house.now());
  if (step === null) throw wrongCode('The code is not the one of this moment. Look at your authenticator app again; nothing was done.');
  if (step <= Number(usedStep)) throw usedBefore();
  return { sealedSecret, step, recoveryHash: null };
}

export const usedBefore = () => wrongCode('This code was used already: each is good once. Wait for the next one; nothing was done.');

/** Until when what a session proved counts as fresh, or null where it does not now. */
export function freshUntil(house: House, { steppedUp }: SessionEntry): Date | null {
  if (!steppedUp) return null;
  const until = new Date(steppedUp.at.getTime() + house.settings.stepUpSeconds * 1000);
  return until > house.now() ? until : null;
}

/** How a session proved the second factor, as long as that counts as fresh; what asks for it is refused without. */
export function requireStepUp(house: House, session: SessionEntry): NonNullable<SessionEntry['steppedUp']> {
  if (session.steppedUp && freshUntil(house, session)) return session.steppedUp;
  if (session.apiKey) throw new Refusal('step_up_required', { detail: 'An API key proves no second factor. Do this signed in; nothing was done.' });
  throw new Refusal('step_up_required', { detail: 'Prove your second factor, by a code of your authenticator app or a recovery code, and do this again within a few minutes. Nothing was done.' });
}
