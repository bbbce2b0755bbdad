import * as z from 'zod/mini';
import { line, operation } from '../platform/index.js';
import { connectionSecret, connectionSettings, connectionView } from './views.js';

export const createConnection = operation({
  name: 'createConnection',
  summary: 'Connect another system that effects call over HTTP; its secret is kept sealed and never returned',
  method: 'POST',
  path: '/v1/connections',
  body: z.strictObject({ name: line(120), ...connectionSettings, secret: z.optional(connectionSecret()) }),
  reply: connectionView,
  status: 201,
  permission: 'connection.define',
  refusals: ['name_taken', 'target_not_allowed', 'form_invalid'],
  auditAction: 'connection.created',
  idempotent: 'key',
  budget: { statements: 10, bytes: 60_000, p95Ms: 150 },
});
