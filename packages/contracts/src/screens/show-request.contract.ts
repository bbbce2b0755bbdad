import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { requestSheet, screenFrame } from './views.js';

export const showRequest = operation({
  name: 'showRequest',
  summary: 'Draws a request: facts, ledger, flow, and your decision block',
  method: 'GET',
  path: '/v1/screens/request',
  query: z.strictObject({ requestId: id() }),
  reply: z.strictObject({ ...screenFrame, data: requestSheet }),
  status: 200,
  permission: 'request.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 16, bytes: 500_000, p95Ms: 150 },
});
export type RequestScreen = z.infer<typeof showRequest.reply>;
