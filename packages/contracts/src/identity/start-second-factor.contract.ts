import * as z from 'zod/mini';
import { operation } from '../platform/index.js';
import { password } from './views.js';

export const startSecondFactor = operation({
  name: 'startSecondFactor',
  summary: 'Begin to set up a second factor: a new secret for an authenticator app. It counts once a code of it is confirmed',
  method: 'POST',
  path: '/v1/second-factor',
  body: z.strictObject({ password: password() }),
  reply: z.strictObject({
    /** 160 bits in base32 (RFC 4648), as authenticator apps take it. */
    secret: z.string(),
    /** The same as an `otpauth:` address, to be shown as a QR code. */
    uri: z.string(),
  }),
  status: 201,
  permission: 'member',
  refusals: ['credentials_wrong', 'second_factor_exists'],
  auditAction: 'second_factor.started',
  idempotent: 'key',
  budget: { statements: 16, bytes: 2_000, p95Ms: 500 },
});
