import * as z from 'zod/mini';
import { digest, id, instant, line, operation } from '../platform/index.js';
import { attachmentBytesMax, attachmentType } from './views.js';

export const startAttachmentUpload = operation({
  name: 'startAttachmentUpload',
  summary: 'Announce a file and get an address to put its bytes to. It takes these very bytes. What is not part of a request within a day is removed',
  method: 'POST',
  path: '/v1/attachments',
  body: z.strictObject({ name: line(200), type: attachmentType(), bytes: z.int().check(z.minimum(1), z.maximum(attachmentBytesMax)), sha256: digest() }),
  reply: z.strictObject({
    attachmentId: id(),
    method: z.literal('PUT'),
    /** A path of ours, or an address of the store of files. */
    url: z.string(),
    /** To be sent with the bytes. */
    headers: z.record(z.string(), z.string()),
    expiresAt: instant(),
  }),
  status: 201,
  permission: 'request.submit',
  refusals: ['rate_limited'],
  auditAction: 'attachment.upload_started',
  idempotent: 'key',
  budget: { statements: 12, bytes: 4_000, p95Ms: 150 },
});
