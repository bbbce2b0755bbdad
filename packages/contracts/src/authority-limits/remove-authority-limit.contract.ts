import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { authorityLimitView } from './views.js';

export const removeAuthorityLimit = operation({
  name: 'removeAuthorityLimit',
  summary: 'Take an authority limit away: where a step asks for authority, its holder has none by it',
  method: 'DELETE',
  path: '/v1/authority-limits/{limitId}',
  params: z.strictObject({ limitId: id() }),
  reply: authorityLimitView,
  status: 200,
  permission: 'authority_limit.define',
  refusals: ['invalid_input'],
  auditAction: 'authority_limit.removed',
  idempotent: 'key',
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
