import * as z from 'zod/mini';
import { id, operation, receipt } from '../platform/index.js';
import { attachmentView } from './views.js';

export const checkAttachment = operation({
  name: 'checkAttachment',
  summary: 'Have the bytes that arrived looked at: their size, their hash, and what they really are. After that the file can be part of a request',
  method: 'POST',
  path: '/v1/attachments/{attachmentId}/check',
  params: z.strictObject({ attachmentId: id() }),
  reply: z.strictObject({ attachment: attachmentView, receipt: receipt() }),
  status: 201,
  permission: 'request.submit',
  refusals: ['attachment_unusable', 'upload_missing'],
  auditAction: 'attachment.checked',
  idempotent: 'key',
  budget: { statements: 12, bytes: 2_000, p95Ms: 1_000 },
});
