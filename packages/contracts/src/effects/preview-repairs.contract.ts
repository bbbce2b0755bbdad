import * as z from 'zod/mini';
import { digest, id, instant, operation } from '../platform/index.js';
import { repair, repairableState } from './views.js';

export const previewRepairs = operation({
  name: 'previewRepairs',
  summary: 'Say what a decision about many effects would do, and how many of them may have been carried out already: nothing is changed yet',
  method: 'GET',
  path: '/v1/effect-repairs/preview',
  /** `undo`: besides being left out, they have what was carried out for their requests undone. */
  query: z.strictObject({ how: repair(), ofState: repairableState(), connectionId: z.optional(id()), undo: z.optional(z.literal('true')) }),
  reply: z.strictObject({
    how: repair(),
    ofState: repairableState(),
    connectionId: z.nullable(id()),
    /** What is wanted later is not of it. */
    until: instant(),
    total: z.int(),
    inDoubt: z.int(),
    /** What could be done twice, or may have been carried out where the others are undone, or by another address or record than was signed: it is left out of trying again, and decided about one by one. */
    leftOut: z.int(),
    undoes: z.boolean(),
    sentence: z.string(),
    /** Of all of this; whoever starts it sends it back. */
    planDigest: digest(),
  }),
  status: 200,
  permission: 'effect.repair',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 2_000, p95Ms: 200 },
});
