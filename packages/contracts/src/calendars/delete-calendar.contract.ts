import * as z from 'zod/mini';
import { getCalendar } from './get-calendar.contract.js';
import { id, operation } from '../platform/index.js';
import { calendarParams } from './views.js';

export const deleteCalendar = operation({
  name: 'deleteCalendar',
  summary: 'Delete a calendar that nothing is counted by',
  method: 'DELETE',
  path: '/v1/calendars/{calendarId}',
  params: calendarParams,
  reply: z.strictObject({ id: id() }),
  status: 200,
  permission: 'calendar.define',
  refusals: ['calendar_in_use', 'invalid_input', 'not_found'],
  auditAction: 'calendar.deleted',
  idempotent: 'key',
  ifMatch: getCalendar,
  budget: { statements: 11, bytes: 1_000, p95Ms: 150 },
});
