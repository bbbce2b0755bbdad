import * as z from 'zod/mini';
import { apiVersions, operation } from '../platform/index.js';

export const eventTypeView = z.strictObject({
  name: z.string(),
  summary: z.string(),
  /** The version from which on it is told. */
  since: z.string(),
  /** A JSON Schema (2020-12) of the body, in the version that was asked for. */
  schema: z.record(z.string(), z.unknown()),
  example: z.record(z.string(), z.unknown()),
});

export const listEventTypes = operation({
  name: 'listEventTypes',
  summary: 'List what webhooks tell of, each with the JSON Schema of its body and an example, as a version has them; the current one where none is named',
  method: 'GET',
  path: '/v1/event-types',
  query: z.strictObject({ version: z.optional(z.enum(apiVersions)) }),
  reply: z.strictObject({ version: z.string(), items: z.array(eventTypeView) }),
  status: 200,
  permission: 'public',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 2, bytes: 20_000, p95Ms: 50 },
});
