import { getCalendar } from './get-calendar.contract.js';
import { operation } from '../platform/index.js';
import { calendarBody, calendarParams, calendarView } from './views.js';

export const updateCalendar = operation({
  name: 'updateCalendar',
  summary: 'Change a calendar: what is sent replaces what was; times that were promised already stay as they were',
  method: 'PUT',
  path: '/v1/calendars/{calendarId}',
  params: calendarParams,
  body: calendarBody,
  reply: calendarView,
  status: 200,
  permission: 'calendar.define',
  refusals: ['name_taken'],
  auditAction: 'calendar.updated',
  idempotent: 'key',
  entityTag: true,
  ifMatch: getCalendar,
  budget: { statements: 12, bytes: 80_000, p95Ms: 150 },
});
