import * as z from 'zod/mini';
import { id, operation, page, pageQuery } from '../platform/index.js';
import { effectGroup, effectRow } from './views.js';

export const listEffects = operation({
  name: 'listEffects',
  summary: 'List effects, the last wanted first: of one group, of one connection, or all; what requests say only to who may see every request',
  method: 'GET',
  path: '/v1/effects',
  query: z.strictObject({ ...pageQuery, group: z.optional(effectGroup()), connectionId: z.optional(id()) }),
  reply: page(effectRow),
  status: 200,
  permission: 'effect.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 300_000, p95Ms: 150 },
});
