import * as z from 'zod/mini';
import { instant, operation } from '../platform/index.js';
import { liveEvent } from './views.js';

export const followEvents = operation({
  name: 'followEvents',
  summary: 'Live updates as server-sent events: what has changed of what you may see, never what it says. Goes on after Last-Event-ID, or from when a screen was read (`seenAt`, its `asOf`)',
  method: 'GET',
  path: '/v1/events',
  query: z.strictObject({ seenAt: z.optional(instant()) }),
  reply: liveEvent,
  answers: 'text/event-stream',
  status: 200,
  permission: 'member',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 4_000, p95Ms: 150 },
});
