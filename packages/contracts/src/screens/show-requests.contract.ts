import * as z from 'zod/mini';
import { cursorLengthMax, id, operation } from '../platform/index.js';
import { requestQuery, requestSummary } from '../requests/views.js';
import { screenFrame } from './views.js';

export const showRequests = operation({
  name: 'showRequests',
  summary: 'Draws the list of requests: those that you may see and that fit what is asked, newest first',
  method: 'GET',
  path: '/v1/screens/requests',
  query: z.strictObject({ ...requestQuery, cursor: z.optional(z.string().check(z.maxLength(cursorLengthMax))) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      rows: z.array(requestSummary),
      /** Where to go on. It can be set although few rows came: then so many of the newest were looked through. */
      nextCursor: z.nullable(z.string()),
      /** What the list can be narrowed to, besides what stands in the contract. */
      requestTypes: z.array(z.strictObject({ id: id(), name: z.string() })),
    }),
  }),
  status: 200,
  permission: 'request.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 12, bytes: 200_000, p95Ms: 150 },
});
export type RequestsScreen = z.infer<typeof showRequests.reply>;
