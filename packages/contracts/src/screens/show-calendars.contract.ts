import * as z from 'zod/mini';
import { day } from '../calendars/views.js';
import { id, operation, page, pageQuery } from '../platform/index.js';
import { mayDo, screenFrame } from './views.js';

const calendarRow = z.strictObject({
  id: id(),
  name: z.string(),
  isDefault: z.boolean(),
  timeZone: z.string(),
  /** In words: "Mon–Fri 09:00–17:00". */
  week: z.string(),
  /** The next three, today's among them. */
  holidays: z.array(z.strictObject({ date: day(), name: z.string() })),
});
export type CalendarRow = z.infer<typeof calendarRow>;

export const showCalendars = operation({
  name: 'showCalendars',
  summary: 'Draws the calendars: when the company works, in words, and its next holidays',
  method: 'GET',
  path: '/v1/screens/calendars',
  query: z.strictObject(pageQuery),
  reply: z.strictObject({ ...screenFrame, data: z.strictObject({ calendars: page(calendarRow), define: mayDo }) }),
  status: 200,
  permission: 'calendar.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 7, bytes: 60_000, p95Ms: 150 },
});
export type CalendarsScreen = z.infer<typeof showCalendars.reply>;
