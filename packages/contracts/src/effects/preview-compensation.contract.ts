import { operation } from '../platform/index.js';
import { compensationPreview, effectParams } from './views.js';

export const previewCompensation = operation({
  name: 'previewCompensation',
  summary: 'Show what having undone what was carried out for the request of an effect would do, and what of it cannot be: nothing is changed yet',
  method: 'GET',
  path: '/v1/effects/{effectId}/compensation',
  params: effectParams,
  reply: compensationPreview,
  status: 200,
  permission: 'request.reverse',
  refusals: ['not_found', 'not_waiting'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 40_000, p95Ms: 150 },
});
