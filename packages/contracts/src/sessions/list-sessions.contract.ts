import * as z from 'zod/mini';
import { operation } from '../platform/index.js';
import { sessionView } from './views.js';

export const listSessions = operation({
  name: 'listSessions',
  summary: 'Where you are signed in, the most recent sign-in first; at most 100',
  method: 'GET',
  path: '/v1/sessions',
  reply: z.strictObject({ items: z.array(sessionView) }),
  status: 200,
  permission: 'signed_in',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 4, bytes: 60_000, p95Ms: 150 },
});
