import * as z from 'zod/mini';
import { operation } from '../platform/index.js';
import { credentials, secondFactorCode, signedIn } from './views.js';

export const signIn = operation({
  name: 'signIn',
  summary: 'Sign in with e-mail and password, and with a code by whoever has a second factor; the session is a cookie',
  method: 'POST',
  path: '/v1/auth/sign-in/email',
  body: z.strictObject({ ...credentials, code: z.optional(secondFactorCode()) }),
  reply: signedIn,
  status: 200,
  permission: 'public',
  refusals: ['credentials_wrong', 'second_factor_required', 'second_factor_wrong'],
  auditAction: 'user.signed_in',
  idempotent: 'no',
  budget: { statements: 16, bytes: 4_000, p95Ms: 500 },
  external: 'better-auth',
});
