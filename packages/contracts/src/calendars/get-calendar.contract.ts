import { operation } from '../platform/index.js';
import { calendarParams, calendarView } from './views.js';

export const getCalendar = operation({
  name: 'getCalendar',
  summary: 'One calendar: when people work by it',
  method: 'GET',
  path: '/v1/calendars/{calendarId}',
  params: calendarParams,
  reply: calendarView,
  status: 200,
  permission: 'calendar.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  entityTag: true,
  budget: { statements: 5, bytes: 80_000, p95Ms: 150 },
});
