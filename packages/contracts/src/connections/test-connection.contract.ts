import * as z from 'zod/mini';
import { email, id, operation, receipt } from '../platform/index.js';
import { connectionParams, testPath } from './views.js';

export const testConnection = operation({
  name: 'testConnection',
  summary: 'Have a connection tried: a worker makes one GET through it, as it is saved (of its address, where no path is given), or signs in at a mail server and sends one mail where an address is given, or sends one message to a chat; what was asked and answered is kept for a week',
  method: 'POST',
  path: '/v1/connections/{connectionId}/tests',
  params: connectionParams,
  body: z.strictObject({ path: z.optional(testPath()), to: z.optional(email()) }),
  reply: z.strictObject({ testId: id(), receipt: receipt() }),
  status: 201,
  permission: 'connection.define',
  refusals: ['not_found', 'test_under_way'],
  auditAction: 'connection.test_asked',
  idempotent: 'key',
  budget: { statements: 11, bytes: 2_000, p95Ms: 150 },
});
