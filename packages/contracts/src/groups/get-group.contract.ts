import { operation } from '../platform/index.js';
import { groupParams, groupView } from './views.js';

export const getGroup = operation({
  name: 'getGroup',
  summary: 'One group, and how many are in it',
  method: 'GET',
  path: '/v1/groups/{groupId}',
  params: groupParams,
  reply: groupView,
  status: 200,
  permission: 'member.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  entityTag: true,
  budget: { statements: 5, bytes: 2_000, p95Ms: 150 },
});
