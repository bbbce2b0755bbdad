import * as z from 'zod/mini';
import { previewWorkingTime } from '../calendars/preview-working-time.contract.js';
import { calendarView } from '../calendars/views.js';
import { id, operation } from '../platform/index.js';
import { mayDo, screenFrame } from './views.js';

export const showCalendar = operation({
  name: 'showCalendar',
  summary: 'Draws a calendar, or a new one: its week, its holidays, and when something asked for now would be due by it',
  method: 'GET',
  path: '/v1/screens/calendar',
  query: z.strictObject({ calendarId: z.optional(id()) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      /** Null for a new one. */
      calendar: z.nullable(calendarView),
      /** Its week in words; empty for a new one. */
      week: z.string(),
      /** Time zones to choose from. */
      zones: z.array(z.string()),
      /** What a span of each of `previewSpans` would end at, begun now; null for a new one. */
      preview: z.nullable(previewWorkingTime.reply),
      define: mayDo,
      remove: mayDo,
    }),
  }),
  status: 200,
  permission: 'calendar.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 7, bytes: 90_000, p95Ms: 150 },
});
export type CalendarScreen = z.infer<typeof showCalendar.reply>;
