import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { pictureView } from './views.js';

export const changePicture = operation({
  name: 'changePicture',
  summary: 'Make an uploaded picture yours: its bytes are checked, decoded, cut square and written anew; from then on your colleagues see it',
  method: 'PUT',
  path: '/v1/profile/picture',
  body: z.strictObject({ uploadId: id() }),
  reply: z.strictObject({ picture: pictureView }),
  status: 200,
  permission: 'member',
  refusals: ['not_found', 'picture_unusable', 'rate_limited', 'upload_missing'],
  auditAction: 'profile.picture_changed',
  idempotent: 'key',
  budget: { statements: 15, bytes: 2_000, p95Ms: 500 },
});
