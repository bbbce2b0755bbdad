import * as z from 'zod/mini';
import { id, idList, money, operation } from '../platform/index.js';
import { verdict } from '../requests/views.js';
import { consequencesView, itemRefused } from './views.js';

export const previewDecisions = operation({
  name: 'previewDecisions',
  summary: 'What one verdict on several tasks of one request type would cause: together in a sentence, and of each',
  method: 'GET',
  path: '/v1/decisions/consequences',
  query: z.strictObject({ taskIds: idList(), verdict: verdict() }),
  reply: z.strictObject({
    verdict: verdict(),
    /** What is signed, of those that can be: "I, Mara Oduya, approve 12 requests of “Purchase order”." */
    statement: z.string(),
    /** The full label of the button: "Approve 12, EUR 3,400.00". */
    label: z.string(),
    reasonRequired: z.boolean(),
    /** What those that can be decided come to, by currency. */
    amounts: z.array(money()),
    /** One for each, in the order of the call; either what it would cause, or why it cannot be decided so. */
    items: z.array(z.strictObject({ requestId: z.nullable(id()), requestNumber: z.nullable(z.int()), title: z.nullable(z.string()), amount: z.nullable(money()), consequences: z.nullable(consequencesView), problem: z.nullable(itemRefused) })),
  }),
  status: 200,
  permission: 'task.decide',
  refusals: ['types_mixed'],
  auditAction: null,
  idempotent: 'safe',
  // Of fifty.
  budget: { statements: 60, bytes: 200_000, p95Ms: 1_500 },
});
export type DecisionsPreview = z.infer<typeof previewDecisions.reply>;
