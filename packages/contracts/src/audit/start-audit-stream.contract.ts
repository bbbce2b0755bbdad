import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { auditStreamView, streamStarts } from './views.js';

export const startAuditStream = operation({
  name: 'startAuditStream',
  summary: 'Send the audit on to a webhook endpoint, entry by entry in its lasting order, from here on or from the first entry',
  method: 'POST',
  path: '/v1/audit-streams',
  body: z.strictObject({ endpointId: id(), from: z.enum(streamStarts) }),
  reply: auditStreamView,
  status: 201,
  permission: 'webhook_endpoint.define',
  refusals: ['audit_stream_under_way', 'endpoint_inactive', 'not_found', 'nothing_to_continue'],
  auditAction: 'audit_stream.started',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
