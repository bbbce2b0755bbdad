import * as z from 'zod/mini';
import { getGroup } from './get-group.contract.js';
import { line, operation } from '../platform/index.js';
import { groupParams, groupView } from './views.js';

export const renameGroup = operation({
  name: 'renameGroup',
  summary: 'Rename a group; workflows that ask it go on asking it',
  method: 'PUT',
  path: '/v1/groups/{groupId}',
  params: groupParams,
  body: z.strictObject({ name: line(80) }),
  reply: groupView,
  status: 200,
  permission: 'group.define',
  refusals: ['name_taken'],
  auditAction: 'group.renamed',
  idempotent: 'key',
  entityTag: true,
  ifMatch: getGroup,
  budget: { statements: 12, bytes: 2_000, p95Ms: 150 },
});
