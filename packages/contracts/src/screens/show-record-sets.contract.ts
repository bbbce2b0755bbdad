import * as z from 'zod/mini';
import { id, instant, operation, page, pageQuery } from '../platform/index.js';
import { readingView } from '../record-sets/views.js';
import { mayDo, screenFrame } from './views.js';

const recordSetRow = z.strictObject({
  id: id(),
  name: z.string(),
  connection: z.strictObject({ id: id(), name: z.string() }),
  nextReadingAt: z.nullable(instant()),
  /** The last of its readings; null where it was never read. */
  reading: z.nullable(readingView),
});
export type RecordSetRow = z.infer<typeof recordSetRow>;

export const showRecordSets = operation({
  name: 'showRecordSets',
  summary: 'Draws the record sets: through which connection each is read, and how its last reading went',
  method: 'GET',
  path: '/v1/screens/record-sets',
  query: z.strictObject(pageQuery),
  reply: z.strictObject({ ...screenFrame, data: z.strictObject({ recordSets: page(recordSetRow), define: mayDo }) }),
  status: 200,
  permission: 'connection.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 8, bytes: 150_000, p95Ms: 150 },
});
export type RecordSetsScreen = z.infer<typeof showRecordSets.reply>;
