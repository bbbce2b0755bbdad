import * as z from 'zod/mini';
import { id, instant, operation, receipt } from '../platform/index.js';
import { noteText, requestParams } from './views.js';

export const addNote = operation({
  name: 'addNote',
  summary: 'Add a remark to a request; it decides nothing, and no digest covers it. Whoever it mentions as @{member id}, and may see the request, is told',
  method: 'POST',
  path: '/v1/requests/{requestId}/notes',
  params: requestParams,
  body: z.strictObject({ text: noteText() }),
  reply: z.strictObject({ id: id(), requestId: id(), writtenAt: instant(), receipt: receipt() }),
  status: 201,
  // Whoever may see the request; which ones those are is for the service to say.
  permission: 'request.read',
  refusals: ['mention_unseeing', 'notes_full'],
  auditAction: 'request.noted',
  idempotent: 'key',
  budget: { statements: 15, bytes: 1_000, p95Ms: 150 },
});
