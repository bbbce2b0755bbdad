import * as z from 'zod/mini';
import { line, operation, permissions } from '../platform/index.js';
import { roleView } from './views.js';

export const createRole = operation({
  name: 'createRole',
  summary: 'Create a role: a named set of permissions',
  method: 'POST',
  path: '/v1/roles',
  body: z.strictObject({ name: line(80), permissions: z.array(z.enum(permissions)).check(z.maxLength(permissions.length)) }),
  reply: roleView,
  status: 201,
  permission: 'role.define',
  refusals: ['name_taken'],
  auditAction: 'role.created',
  idempotent: 'key',
  entityTag: true,
  budget: { statements: 10, bytes: 4_000, p95Ms: 150 },
});
