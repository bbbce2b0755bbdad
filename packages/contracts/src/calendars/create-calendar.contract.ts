import { operation } from '../platform/index.js';
import { calendarBody, calendarView } from './views.js';

export const createCalendar = operation({
  name: 'createCalendar',
  summary: 'Create a calendar: when people work, in which time zone, and which days are holidays; the first is the default',
  method: 'POST',
  path: '/v1/calendars',
  body: calendarBody,
  reply: calendarView,
  status: 201,
  permission: 'calendar.define',
  refusals: ['name_taken'],
  auditAction: 'calendar.created',
  idempotent: 'key',
  entityTag: true,
  budget: { statements: 11, bytes: 80_000, p95Ms: 150 },
});
