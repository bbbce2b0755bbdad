import * as z from 'zod/mini';
import { getGroup } from './get-group.contract.js';
import { id, operation } from '../platform/index.js';
import { groupParams } from './views.js';

export const deleteGroup = operation({
  name: 'deleteGroup',
  summary: 'Delete a group that no published workflow and no request under way asks',
  method: 'DELETE',
  path: '/v1/groups/{groupId}',
  params: groupParams,
  reply: z.strictObject({ id: id(), name: z.string() }),
  status: 200,
  permission: 'group.define',
  refusals: ['group_in_use', 'invalid_input'],
  auditAction: 'group.deleted',
  idempotent: 'key',
  ifMatch: getGroup,
  budget: { statements: 14, bytes: 2_000, p95Ms: 150 },
});
