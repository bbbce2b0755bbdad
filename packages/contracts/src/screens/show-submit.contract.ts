import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { submitChoice, submitForm, screenFrame } from './views.js';

export const showSubmit = operation({
  name: 'showSubmit',
  summary: 'Draws the submit form: what can be requested, and the form of the one chosen',
  method: 'GET',
  path: '/v1/screens/submit',
  query: z.strictObject({ requestTypeId: z.optional(id()), relatedRequestId: z.optional(id()) }),
  reply: z.strictObject({ ...screenFrame, data: z.strictObject({ choices: z.array(submitChoice), selected: z.nullable(submitForm), related: z.nullable(z.strictObject({ id: id(), number: z.int(), title: z.string() })) }) }),
  status: 200,
  permission: 'request.submit',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 16, bytes: 500_000, p95Ms: 150 },
});
export type SubmitScreen = z.infer<typeof showSubmit.reply>;
