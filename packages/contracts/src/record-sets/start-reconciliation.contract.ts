import { operation } from '../platform/index.js';
import { readingView, recordSetParams } from './views.js';

export const startReconciliation = operation({
  name: 'startReconciliation',
  summary: 'Have a whole record set read anew and compared with what is kept: nothing is taken, and what is missing, doubled or different is found',
  method: 'POST',
  path: '/v1/record-sets/{recordSetId}/reconciliations',
  params: recordSetParams,
  reply: readingView,
  status: 201,
  permission: 'connection.define',
  refusals: ['reading_under_way'],
  auditAction: 'reconciliation.started',
  idempotent: 'key',
  budget: { statements: 12, bytes: 4_000, p95Ms: 150 },
});
