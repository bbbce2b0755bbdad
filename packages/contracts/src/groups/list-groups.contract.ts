import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { groupView } from './views.js';

export const listGroups = operation({
  name: 'listGroups',
  summary: 'List groups by name',
  method: 'GET',
  path: '/v1/groups',
  query: z.strictObject(pageQuery),
  reply: page(groupView),
  status: 200,
  permission: 'member.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 30_000, p95Ms: 150 },
});
