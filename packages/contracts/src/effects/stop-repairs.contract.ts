import { operation } from '../platform/index.js';
import { repairsParams, repairsView } from './views.js';

export const stopRepairs = operation({
  name: 'stopRepairs',
  summary: 'Stop deciding about many effects: what was decided stays so, the others are left as they are',
  method: 'POST',
  path: '/v1/effect-repairs/{repairId}/stop',
  params: repairsParams,
  reply: repairsView,
  status: 200,
  permission: 'effect.repair',
  refusals: ['repair_over'],
  auditAction: 'effect.repairs_stopped',
  idempotent: 'key',
  budget: { statements: 11, bytes: 4_000, p95Ms: 150 },
});
