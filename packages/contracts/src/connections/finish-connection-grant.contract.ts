import * as z from 'zod/mini';
import { growing, id, operation } from '../platform/index.js';
import { grantStages } from './views.js';

const said = (max: number) => z.optional(z.string().check(z.minLength(1), z.maxLength(max), z.regex(/^[\x20-\x7E]*$/, 'must be printable ASCII')));

export const finishConnectionGrant = operation({
  name: 'finishConnectionGrant',
  summary: 'Hand in what the other system sent the browser back with: its code is exchanged by a worker at once. Good once, in the session that began it',
  method: 'POST',
  path: '/v1/connection-grants/finish',
  /** The parameters of the address, as RFC 6749 (section 4.1.2) and RFC 9207 name them. */
  body: z.strictObject({ state: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, 'must be what was sent along')), code: said(4000), iss: said(2000), error: said(100) }),
  reply: z.strictObject({ grantId: id(), connectionId: id(), stage: growing(grantStages) }),
  status: 200,
  permission: 'connection.define',
  refusals: ['not_found', 'grant_over'],
  auditAction: 'connection.grant_answered',
  idempotent: 'key',
  budget: { statements: 10, bytes: 1_000, p95Ms: 150 },
});
