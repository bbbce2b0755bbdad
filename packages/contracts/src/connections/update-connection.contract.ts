import * as z from 'zod/mini';
import { line, operation } from '../platform/index.js';
import { connectionParams, connectionSecret, connectionSettings, connectionView } from './views.js';

export const updateConnection = operation({
  name: 'updateConnection',
  summary: 'Change a connection, pause it or let it go on: what is sent replaces what was; a secret that is left out stays. What was approved for another address or form stops for a person',
  method: 'PUT',
  path: '/v1/connections/{connectionId}',
  params: connectionParams,
  body: z.strictObject({ name: line(120), ...connectionSettings, secret: z.optional(connectionSecret()), paused: z.boolean(), revision: z.int().check(z.minimum(1)) }),
  reply: connectionView,
  status: 200,
  permission: 'connection.define',
  refusals: ['name_taken', 'target_not_allowed', 'form_invalid', 'connection_changed'],
  auditAction: 'connection.updated',
  idempotent: 'key',
  budget: { statements: 12, bytes: 60_000, p95Ms: 150 },
});
