import * as z from 'zod/mini';
import { isStorableText, operation } from '../platform/index.js';
import { memberRef } from '../requests/views.js';
import { taskParams } from './views.js';

/** For whoever may add a signer to the task, or ask others to decide it. Whether one of those found may sign its step is said when they are asked. */
export const findSigners = operation({
  name: 'findSigners',
  summary: 'Find members who may decide and see what they decide, by the beginning of a word of their name: those whom an open task can be given to',
  method: 'GET',
  path: '/v1/tasks/{taskId}/possible-signers',
  params: taskParams,
  query: z.strictObject({ search: z.optional(z.string().check(z.maxLength(100), z.refine(isStorableText, 'must not contain NUL or half a surrogate pair'))) }),
  /** The first fifty by name, those who are asked already last; `more` where there are others. */
  reply: z.strictObject({
    items: z.array(z.strictObject({ ...memberRef().shape, unit: z.nullable(z.string()), /** They can decide it now, or have signed it. */ isAsked: z.boolean() })),
    more: z.boolean(),
  }),
  status: 200,
  permission: 'member',
  keyScope: 'task.decide',
  refusals: ['task_closed'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 8, bytes: 24_000, p95Ms: 150 },
});
export type PossibleSigner = z.infer<typeof findSigners.reply>['items'][number];
