import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { roleView } from './views.js';

export const listRoles = operation({
  name: 'listRoles',
  summary: 'List roles with their permissions',
  method: 'GET',
  path: '/v1/roles',
  query: z.strictObject(pageQuery),
  reply: page(roleView),
  status: 200,
  permission: 'role.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 60_000, p95Ms: 150 },
});
