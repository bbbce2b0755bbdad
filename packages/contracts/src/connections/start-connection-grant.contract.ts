import * as z from 'zod/mini';
import { id, instant, operation } from '../platform/index.js';
import { connectionParams } from './views.js';

export const startConnectionGrant = operation({
  name: 'startConnectionGrant',
  summary: 'Begin to connect a connection that calls with an access token somebody allows: the answer is where to send their browser, which comes back within ten minutes, in the same session',
  method: 'POST',
  path: '/v1/connections/{connectionId}/grants',
  params: connectionParams,
  body: z.strictObject({}),
  reply: z.strictObject({ grantId: id(), authorizeUrl: z.string(), expiresAt: instant() }),
  status: 201,
  permission: 'connection.define',
  refusals: ['not_found', 'grant_not_used'],
  auditAction: 'connection.grant_started',
  idempotent: 'key',
  budget: { statements: 11, bytes: 6_000, p95Ms: 150 },
});
