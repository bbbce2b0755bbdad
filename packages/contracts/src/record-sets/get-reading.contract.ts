import { operation } from '../platform/index.js';
import { readingParams, readingView } from './views.js';

export const getReading = operation({
  name: 'getReading',
  summary: 'Get a reading of a record set with how far it has come',
  method: 'GET',
  path: '/v1/record-readings/{readingId}',
  params: readingParams,
  reply: readingView,
  status: 200,
  permission: 'connection.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 4_000, p95Ms: 150 },
});
