import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';

export const getPicture = operation({
  name: 'getPicture',
  summary: 'The picture of a member of your active company, or your own. Any other id is unknown',
  method: 'GET',
  path: '/v1/pictures/{pictureId}',
  params: z.strictObject({ pictureId: id() }),
  reply: id(),
  answers: 'image/webp',
  status: 200,
  permission: 'member',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 4, bytes: 200_000, p95Ms: 150 },
});
