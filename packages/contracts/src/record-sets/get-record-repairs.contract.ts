import { operation } from '../platform/index.js';
import { recordRepairParams, recordRepairView } from './views.js';

export const getRecordRepairs = operation({
  name: 'getRecordRepairs',
  summary: 'Get a decision about findings with how far it has come',
  method: 'GET',
  path: '/v1/record-repairs/{repairId}',
  params: recordRepairParams,
  reply: recordRepairView,
  status: 200,
  permission: 'connection.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 5_000, p95Ms: 150 },
});
