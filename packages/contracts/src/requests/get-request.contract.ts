import { operation } from '../platform/index.js';
import { requestParams, requestView } from './views.js';

export const getRequest = operation({
  name: 'getRequest',
  summary: 'A request with its revision at hand, tasks, decisions and effects',
  method: 'GET',
  path: '/v1/requests/{requestId}',
  params: requestParams,
  reply: requestView,
  status: 200,
  permission: 'request.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  entityTag: true,
  budget: { statements: 9, bytes: 400_000, p95Ms: 150 },
});
