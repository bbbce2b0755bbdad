import * as z from 'zod/mini';
import { id, operation, permissionList } from '../platform/index.js';
import { permissionWords } from './views.js';

const affected = z.strictObject({ memberId: id(), name: z.string(), permissions: z.array(permissionWords) });

export const previewRole = operation({
  name: 'previewRole',
  summary: 'Who would gain and who would lose what by other permissions of a role, and whether you may set them',
  method: 'GET',
  path: '/v1/roles/{roleId}/preview',
  params: z.strictObject({ roleId: id() }),
  query: z.strictObject({ permissions: permissionList() }),
  /** Of at most 500 holders; `more` says that there are others. */
  reply: z.strictObject({ gaining: z.array(affected), losing: z.array(affected), more: z.boolean(), allowed: z.boolean(), because: z.nullable(z.string()) }),
  status: 200,
  permission: 'role.define',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 8, bytes: 400_000, p95Ms: 150 },
});
