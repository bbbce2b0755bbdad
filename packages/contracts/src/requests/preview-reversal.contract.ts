import { operation } from '../platform/index.js';
import { requestParams, reversalView } from './views.js';

export const previewReversal = operation({
  name: 'previewReversal',
  summary: 'Show what undoing a request would do, and what cannot be undone',
  method: 'GET',
  path: '/v1/requests/{requestId}/reversal',
  params: requestParams,
  reply: reversalView,
  status: 200,
  permission: 'request.reverse',
  refusals: ['not_approved'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 40_000, p95Ms: 150 },
});
