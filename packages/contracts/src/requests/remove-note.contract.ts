import * as z from 'zod/mini';
import { id, instant, operation, receipt } from '../platform/index.js';
import { noteParams } from './views.js';

export const removeNote = operation({
  name: 'removeNote',
  summary: 'Remove what your own note says, within five minutes; that there was one is shown',
  method: 'DELETE',
  path: '/v1/requests/{requestId}/notes/{noteId}',
  params: noteParams,
  reply: z.strictObject({ id: id(), requestId: id(), removedAt: instant(), receipt: receipt() }),
  status: 200,
  permission: 'request.read',
  refusals: ['note_settled', 'not_the_author'],
  auditAction: 'request.note_removed',
  idempotent: 'key',
  budget: { statements: 13, bytes: 1_000, p95Ms: 150 },
});
