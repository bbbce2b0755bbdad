import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';

export const getAttachment = operation({
  name: 'getAttachment',
  summary: 'The bytes of a file of a request that you may see, to be kept and never shown as a page. Any other id is unknown',
  method: 'GET',
  path: '/v1/requests/{requestId}/attachments/{attachmentId}',
  params: z.strictObject({ requestId: id(), attachmentId: id() }),
  reply: id(),
  answers: 'application/octet-stream',
  status: 200,
  permission: 'request.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 7, bytes: 26_214_400, p95Ms: 1_000 },
});
