import { operation } from '../platform/index.js';
import { recordRepairParams, recordRepairView } from './views.js';

export const stopRecordRepairs = operation({
  name: 'stopRecordRepairs',
  summary: 'Stop deciding about findings: what was repaired stays so, the others are open again',
  method: 'POST',
  path: '/v1/record-repairs/{repairId}/stop',
  params: recordRepairParams,
  reply: recordRepairView,
  status: 200,
  permission: 'connection.define',
  refusals: ['repair_over'],
  auditAction: 'record_repairs.stopped',
  idempotent: 'key',
  budget: { statements: 12, bytes: 5_000, p95Ms: 150 },
});
