import * as z from 'zod/mini';
import { id, operation, page, pageQuery } from '../platform/index.js';
import { findingKinds, findingView, readingView, recordRepairView } from '../record-sets/views.js';
import { mayDo, screenFrame } from './views.js';

export const showReconciliation = operation({
  name: 'showReconciliation',
  summary: 'Draws a comparison of both sides: how far it has come, how much of which kind was found, one kind of it, and what is being repaired',
  method: 'GET',
  path: '/v1/screens/reconciliation',
  query: z.strictObject({ ...pageQuery, readingId: id(), kind: z.optional(z.enum(findingKinds)) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      recordSet: z.strictObject({ id: id(), name: z.string(), connectionName: z.string() }),
      reading: readingView,
      /** Of each kind, how many were found, and how many of them nobody has decided about. */
      counts: z.array(z.strictObject({ kind: z.enum(findingKinds), found: z.int(), open: z.int() })),
      /** The kind that was asked for, or the first of which there are any open; null where there are none. */
      kind: z.nullable(z.enum(findingKinds)),
      findings: page(findingView),
      /** The last decision about them. */
      repairs: z.nullable(recordRepairView),
      repair: mayDo,
    }),
  }),
  status: 200,
  permission: 'connection.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 12, bytes: 2_000_000, p95Ms: 200 },
});
export type ReconciliationScreen = z.infer<typeof showReconciliation.reply>;
