import * as z from 'zod/mini';
import { line, operation } from '../platform/index.js';
import { groupView } from './views.js';

export const createGroup = operation({
  name: 'createGroup',
  summary: 'Create a group: a set of members, such as a department or a committee, that a workflow can ask',
  method: 'POST',
  path: '/v1/groups',
  body: z.strictObject({ name: line(80) }),
  reply: groupView,
  status: 201,
  permission: 'group.define',
  refusals: ['name_taken'],
  auditAction: 'group.created',
  idempotent: 'key',
  entityTag: true,
  budget: { statements: 10, bytes: 2_000, p95Ms: 150 },
});
