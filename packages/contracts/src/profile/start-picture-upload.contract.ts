import * as z from 'zod/mini';
import { digest, id, instant, operation } from '../platform/index.js';
import { pictureBytesMax, pictureTypes } from './views.js';

export const startPictureUpload = operation({
  name: 'startPictureUpload',
  summary: 'Get an address to put the bytes of a picture to. It takes these very bytes, and nobody sees them before the picture is changed',
  method: 'POST',
  path: '/v1/profile/picture-uploads',
  body: z.strictObject({ type: z.enum(pictureTypes), bytes: z.int().check(z.minimum(1), z.maximum(pictureBytesMax)), sha256: digest() }),
  reply: z.strictObject({
    uploadId: id(),
    method: z.literal('PUT'),
    /** A path of ours, or an address of the store of files. */
    url: z.string(),
    /** To be sent with the bytes. */
    headers: z.record(z.string(), z.string()),
    maxBytes: z.int(),
    expiresAt: instant(),
  }),
  status: 201,
  permission: 'member',
  refusals: ['rate_limited'],
  auditAction: 'profile.picture_upload_started',
  idempotent: 'key',
  budget: { statements: 12, bytes: 4_000, p95Ms: 150 },
});
