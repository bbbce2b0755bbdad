import * as z from 'zod/mini';
import { email, growing, line } from '../platform/index.js';

/** What the sign-in library answers; only the fields that we rely on are promised. */
export const signedIn = z.object({ user: z.object({ id: z.string(), email: z.string(), name: z.string() }) });
export const password = () => z.string().check(z.maxLength(200));
export const credentials = { email: email(), password: password() };
export const personName = () => line(120);

/** Six digits of an authenticator app, or a recovery code; blanks and hyphens are overlooked. */
export const secondFactorCode = () => z.string().check(z.maxLength(40), z.regex(/^[ -]*(?:(?:[0-9][ -]*){6}|(?:[A-Za-z2-7][ -]*){16})$/, 'must be six digits, or a recovery code'));
export const recoveryCodes = () => z.array(z.string());
export const secondFactorKinds = ['totp', 'recovery_code'] as const;
export type SecondFactorKind = (typeof secondFactorKinds)[number];
/** By what a second factor was proved: a time-based code (RFC 6238), or a recovery code. */
export const secondFactorKind = () => growing(secondFactorKinds);
