import * as z from 'zod/mini';
import { id, operation, page, pageQuery } from '../platform/index.js';
import { keptRecordView, outsideId, readingView, recordSearch, recordSetView, recordStates, recordVersionView } from '../record-sets/views.js';
import { requestStatus } from '../requests/views.js';
import { mayDo, screenFrame } from './views.js';

export const showRecordSet = operation({
  name: 'showRecordSet',
  summary: 'Draws a record set, or the sheet for a new one: its settings, its last reading, its records or those that were searched for, and one of them with its history',
  method: 'GET',
  path: '/v1/screens/record-set',
  query: z.strictObject({ ...pageQuery, recordSetId: z.optional(id()), search: z.optional(recordSearch()), state: z.optional(z.enum(recordStates)), outsideId: z.optional(outsideId()) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      /** Null for a new one. */
      recordSet: z.nullable(z.strictObject({ ...recordSetView.shape, connectionName: z.string() })),
      reading: z.nullable(readingView),
      /** The last comparison of both sides. */
      reconciliation: z.nullable(readingView),
      counts: z.strictObject({ current: z.int(), gone: z.int(), quarantined: z.int() }),
      records: page(keptRecordView),
      /** The record that was asked for, with the states that it was in, the last first; null where none was, or it is not kept. */
      record: z.nullable(z.strictObject({ ...keptRecordView.shape, versions: z.array(recordVersionView) })),
      /** The requests about the record that was asked for, also where it is not kept: the newest of those that you may see; `more` where there are others. */
      requests: z.strictObject({ items: z.array(z.strictObject({ id: id(), number: z.int(), title: z.string(), requestTypeName: z.string(), status: requestStatus() })), more: z.boolean() }),
      /** What a new one may be read through, by name; the first hundred. */
      connections: z.array(z.strictObject({ id: id(), name: z.string() })),
      define: mayDo,
    }),
  }),
  status: 200,
  permission: 'connection.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 14, bytes: 2_000_000, p95Ms: 200 },
});
export type RecordSetScreen = z.infer<typeof showRecordSet.reply>;
