import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { roleView } from './views.js';

export const getRole = operation({
  name: 'getRole',
  summary: 'One role with its permissions',
  method: 'GET',
  path: '/v1/roles/{roleId}',
  params: z.strictObject({ roleId: id() }),
  reply: roleView,
  status: 200,
  permission: 'role.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  entityTag: true,
  budget: { statements: 5, bytes: 4_000, p95Ms: 150 },
});
