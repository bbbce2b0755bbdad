import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { sourceParams } from './views.js';

export const replayedMax = 1000;

export const replayDeadLetters = operation({
  name: 'replayDeadLetters',
  summary: 'Have dead letters of a source carried out once more: those that are named, or the 1000 oldest. What is no dead letter any more is passed over, so it is safe to repeat',
  method: 'POST',
  path: '/v1/webhook-sources/{sourceId}/replay',
  params: sourceParams,
  body: z.strictObject({ messageIds: z.optional(z.array(id()).check(z.minLength(1), z.maxLength(100))) }),
  reply: z.strictObject({ replayed: z.int(), left: z.int() }),
  status: 200,
  permission: 'webhook_source.define',
  refusals: [],
  auditAction: 'webhook_source.replayed',
  idempotent: 'key',
  budget: { statements: 12, bytes: 1_000, p95Ms: 400 },
});
