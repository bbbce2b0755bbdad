import * as z from 'zod/mini';
import { operation } from '../platform/index.js';
import { credentials, signedIn } from './views.js';

export const signIn = operation({
  name: 'signIn',
  summary: 'Sign in with e-mail and password; the session is a cookie',
  method: 'POST',
  path: '/v1/auth/sign-in/email',
  body: z.strictObject(credentials),
  reply: signedIn,
  status: 200,
  permission: 'public',
  refusals: ['credentials_wrong'],
  auditAction: 'user.signed_in',
  idempotent: 'no',
  budget: { statements: 16, bytes: 4_000, p95Ms: 500 },
  external: 'better-auth',
});
