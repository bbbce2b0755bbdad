import * as z from 'zod/mini';
import { operation } from '../platform/index.js';
import { credentials, personName, signedIn } from './views.js';

export const signUp = operation({
  name: 'signUp',
  summary: 'Sign up with e-mail and password (10 to 128 characters); you are signed in by it',
  method: 'POST',
  path: '/v1/auth/sign-up/email',
  body: z.strictObject({ ...credentials, name: personName() }),
  reply: signedIn,
  status: 200,
  permission: 'public',
  refusals: ['email_taken', 'password_too_weak'],
  auditAction: 'user.signed_up',
  idempotent: 'no',
  budget: { statements: 16, bytes: 4_000, p95Ms: 500 },
  external: 'better-auth',
});
