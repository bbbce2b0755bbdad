import * as z from 'zod/mini';
import { getRole } from './get-role.contract.js';
import { id, line, operation, permissions } from '../platform/index.js';
import { roleView } from './views.js';

export const updateRole = operation({
  name: 'updateRole',
  summary: 'Rename a role and set its permissions: this list replaces the one before, for all who hold the role, at once',
  method: 'PUT',
  path: '/v1/roles/{roleId}',
  params: z.strictObject({ roleId: id() }),
  body: z.strictObject({ name: line(80), permissions: z.array(z.enum(permissions)).check(z.maxLength(permissions.length)) }),
  reply: roleView,
  status: 200,
  permission: 'role.define',
  refusals: ['last_admin', 'name_taken'],
  auditAction: 'role.updated',
  idempotent: 'key',
  entityTag: true,
  ifMatch: getRole,
  budget: { statements: 16, bytes: 4_000, p95Ms: 150 },
});
