import { operation } from '../platform/index.js';
import { readingView, recordSetParams } from './views.js';

export const startReading = operation({
  name: 'startReading',
  summary: 'Have a whole record set read: a worker asks for page after page, and takes what is newer than what is kept',
  method: 'POST',
  path: '/v1/record-sets/{recordSetId}/readings',
  params: recordSetParams,
  reply: readingView,
  status: 201,
  permission: 'connection.define',
  refusals: ['reading_under_way'],
  auditAction: 'record_reading.started',
  idempotent: 'key',
  budget: { statements: 12, bytes: 4_000, p95Ms: 150 },
});
