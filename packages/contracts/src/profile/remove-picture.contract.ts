import * as z from 'zod/mini';
import { operation } from '../platform/index.js';

export const removePicture = operation({
  name: 'removePicture',
  summary: 'Take your picture away: your initials stand in its place',
  method: 'DELETE',
  path: '/v1/profile/picture',
  reply: z.strictObject({ picture: z.null() }),
  status: 200,
  permission: 'member',
  refusals: ['invalid_input', 'not_found'],
  auditAction: 'profile.picture_removed',
  idempotent: 'key',
  budget: { statements: 12, bytes: 1_000, p95Ms: 150 },
});
