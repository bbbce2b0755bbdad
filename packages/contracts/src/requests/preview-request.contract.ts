import * as z from 'zod/mini';
import { growing, id, isStorableText, operation } from '../platform/index.js';
import { memberRef } from './views.js';

const named = z.strictObject({ ...memberRef().shape, because: z.string() });

/** A step that a request would come to, or pass. */
export const previewedStep = z.strictObject({
  stepId: z.string(),
  name: z.string(),
  kind: growing(['approval', 'condition', 'parallel', 'wait', 'effect', 'end']),
  /** `nobody`: it would stop here, because nobody can sign. `skipped`: its condition does not hold. `waits`: for so long, or for a day. */
  state: z.enum(['asked', 'nobody', 'skipped', 'waits', 'carried_out']),
  /** How many signatures it would take; null where it takes none. */
  quorum: z.nullable(z.int()),
  /** Who would be asked, and by which rule; the first twenty. */
  candidates: z.array(named),
  more: z.int(),
  /** Who is named and would not be asked, and why; the first twenty. */
  excluded: z.array(named),
});
export type PreviewedStep = z.infer<typeof previewedStep>;

export const previewRequest = operation({
  name: 'previewRequest',
  summary: 'Who would be asked, by which rule, if this were submitted now and everybody approved. Nothing is kept, and nobody is told',
  method: 'GET',
  path: '/v1/request-previews',
  query: z.strictObject({
    requestTypeId: id(),
    /** The fields that decide it, as a JSON object: those that the submit screen names. */
    content: z.string().check(z.maxLength(6000), z.refine(isStorableText, 'must not contain NUL or half a surrogate pair')),
  }),
  reply: z.strictObject({
    /** `incomplete`: it depends on something that is not filled in, or not as asked. `stops`: it would stop on its way, or could not be submitted. */
    outcome: z.enum(['complete', 'stops', 'incomplete']),
    /** In a sentence, where it is not complete. */
    why: z.nullable(z.string()),
    steps: z.array(previewedStep),
  }),
  status: 200,
  permission: 'request.submit',
  refusals: ['not_found', 'workflow_not_published'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 8, bytes: 60_000, p95Ms: 150 },
});
export type RequestPreview = z.infer<typeof previewRequest.reply>;
