import * as z from 'zod/mini';
import { id, instant, operation, receipt } from '../platform/index.js';
import { noteParams, noteText } from './views.js';

export const editNote = operation({
  name: 'editNote',
  summary: 'Change what your own note says, within five minutes; that it was changed is shown',
  method: 'PUT',
  path: '/v1/requests/{requestId}/notes/{noteId}',
  params: noteParams,
  body: z.strictObject({ text: noteText() }),
  reply: z.strictObject({ id: id(), requestId: id(), editedAt: instant(), receipt: receipt() }),
  status: 200,
  permission: 'request.read',
  refusals: ['mention_unseeing', 'note_settled', 'not_the_author'],
  auditAction: 'request.note_edited',
  idempotent: 'key',
  budget: { statements: 15, bytes: 1_000, p95Ms: 150 },
});
