import { operation } from '../platform/index.js';
import { repairsParams, repairsView } from './views.js';

export const getRepairs = operation({
  name: 'getRepairs',
  summary: 'Get a decision about many effects with how far it has come',
  method: 'GET',
  path: '/v1/effect-repairs/{repairId}',
  params: repairsParams,
  reply: repairsView,
  status: 200,
  permission: 'effect.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 4_000, p95Ms: 150 },
});
