import * as z from 'zod/mini';
import { id, instant, operation } from '../platform/index.js';
import { sourceParams } from './views.js';

export const replayedMax = 1000;

export const replayDeadLetters = operation({
  name: 'replayDeadLetters',
  summary: 'Have dead letters of a source carried out once more: those that are named, or the oldest, 1000 where no other limit is said. What is no dead letter any more is passed over, so it is safe to repeat',
  method: 'POST',
  path: '/v1/webhook-sources/{sourceId}/replay',
  params: sourceParams,
  body: z.strictObject({
    messageIds: z.optional(z.array(id()).check(z.minLength(1), z.maxLength(100))),
    /** Only what was dead by then: the plan that somebody was shown. What dies again while the rest is replayed is not replayed again. */
    diedBy: z.optional(instant()),
    limit: z.optional(z.int().check(z.minimum(1), z.maximum(replayedMax))),
  }),
  /** `left`: dead letters that could be replayed by the same call. */
  reply: z.strictObject({ replayed: z.int(), left: z.int() }),
  status: 200,
  permission: 'webhook_source.define',
  refusals: [],
  auditAction: 'webhook_source.replayed',
  idempotent: 'key',
  budget: { statements: 12, bytes: 1_000, p95Ms: 400 },
});
