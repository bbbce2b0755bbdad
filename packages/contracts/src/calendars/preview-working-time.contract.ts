import * as z from 'zod/mini';
import { instant, operation } from '../platform/index.js';
import { workingSpan, workingTime } from './views.js';

export const previewWorkingTime = operation({
  name: 'previewWorkingTime',
  summary: 'When spans of working time would end by a calendar, saved or not; nothing is kept',
  method: 'POST',
  path: '/v1/working-time',
  body: z.strictObject({
    ...workingTime,
    /** Where the spans begin; now, unless told. */
    from: z.optional(instant()),
    spans: z.array(workingSpan()).check(z.minLength(1), z.maxLength(8)),
  }),
  reply: z.strictObject({
    from: instant(),
    /** In the order of the spans. */
    ends: z.array(z.strictObject({ at: instant(), /** In the calendar's time zone, as a person reads it. */ text: z.string() })),
  }),
  status: 200,
  permission: 'calendar.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 2, bytes: 4_000, p95Ms: 150 },
});
