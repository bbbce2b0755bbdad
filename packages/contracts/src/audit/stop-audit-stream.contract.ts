import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { auditStreamView } from './views.js';

export const stopAuditStream = operation({
  name: 'stopAuditStream',
  summary: 'Send the audit to this endpoint no more; what is on its way still arrives, and another stream can go on from there',
  method: 'POST',
  path: '/v1/audit-streams/{streamId}/stop',
  params: z.strictObject({ streamId: id() }),
  reply: auditStreamView,
  status: 200,
  permission: 'webhook_endpoint.define',
  refusals: ['audit_stream_over'],
  auditAction: 'audit_stream.stopped',
  idempotent: 'key',
  budget: { statements: 12, bytes: 2_000, p95Ms: 150 },
});
