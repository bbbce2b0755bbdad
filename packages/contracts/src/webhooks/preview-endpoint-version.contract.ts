import * as z from 'zod/mini';
import { apiVersions, operation } from '../platform/index.js';
import { endpointParams } from './views.js';

const body = z.record(z.string(), z.unknown());

export const previewEndpointVersion = operation({
  name: 'previewEndpointVersion',
  summary: 'Show what an endpoint would be sent in another version, beside what it is sent now; nothing is changed',
  method: 'GET',
  path: '/v1/webhook-endpoints/{endpointId}/version-preview',
  params: endpointParams,
  query: z.strictObject({ version: z.enum(apiVersions) }),
  reply: z.strictObject({
    from: z.string(),
    to: z.string(),
    /** What changes between the two, in words; empty where nothing does. */
    says: z.array(z.string()),
    events: z.array(z.strictObject({ name: z.string(), summary: z.string(), before: body, after: body })),
  }),
  status: 200,
  permission: 'webhook_endpoint.define',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 20_000, p95Ms: 100 },
});
