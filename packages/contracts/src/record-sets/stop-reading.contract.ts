import { operation } from '../platform/index.js';
import { readingParams, readingView } from './views.js';

export const stopReading = operation({
  name: 'stopReading',
  summary: 'Stop a reading: what was taken stays taken, and no further page is asked for',
  method: 'POST',
  path: '/v1/record-readings/{readingId}/stop',
  params: readingParams,
  reply: readingView,
  status: 200,
  permission: 'connection.define',
  refusals: ['reading_over'],
  auditAction: 'record_reading.stopped',
  idempotent: 'key',
  budget: { statements: 11, bytes: 4_000, p95Ms: 150 },
});
