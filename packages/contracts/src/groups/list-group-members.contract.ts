import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { memberRef } from '../requests/views.js';
import { groupParams } from './views.js';

export const listGroupMembers = operation({
  name: 'listGroupMembers',
  summary: 'List the members of a group by address',
  method: 'GET',
  path: '/v1/groups/{groupId}/members',
  params: groupParams,
  query: z.strictObject(pageQuery),
  reply: page(memberRef()),
  status: 200,
  permission: 'member.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 30_000, p95Ms: 150 },
});
