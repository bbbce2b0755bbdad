import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { calendarView } from './views.js';

export const listCalendars = operation({
  name: 'listCalendars',
  summary: 'List calendars with their working time and holidays',
  method: 'GET',
  path: '/v1/calendars',
  query: z.strictObject(pageQuery),
  reply: page(calendarView),
  status: 200,
  permission: 'calendar.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 400_000, p95Ms: 150 },
});
