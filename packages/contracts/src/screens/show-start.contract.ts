import * as z from 'zod/mini';
import { growing, id, operation } from '../platform/index.js';
import { templateName } from '../templates/views.js';
import { mayDo, roleChoice, routeStep, screenFrame } from './views.js';

export const startSteps = ['request_type', 'first_request', 'colleague', 'approvers', 'first_decision'] as const;
export const startActs = ['choose_template', 'submit', 'invite', 'give_role', 'open_request'] as const;

export const showStart = operation({
  name: 'showStart',
  summary: 'Draws the first run: templates to begin with, and what is done already, from what is there',
  method: 'GET',
  path: '/v1/screens/start',
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      templates: z.array(
        z.strictObject({
          template: templateName(),
          name: z.string(),
          description: z.string(),
          fields: z.array(z.string()),
          route: z.array(routeStep),
          /** The request type of the template's name, where there is one. */
          requestTypeId: z.nullable(id()),
        }),
      ),
      steps: z.array(
        z.strictObject({
          id: z.enum(startSteps),
          title: z.string(),
          detail: z.string(),
          done: z.boolean(),
          /** What can be done about it now, by who asks; with the role or the request that it is about. */
          act: z.nullable(z.strictObject({ id: growing(startActs), label: z.string(), subjectId: z.nullable(id()) })),
        }),
      ),
      apply: mayDo,
      invite: mayDo,
      choices: z.array(roleChoice),
      /** The role that decides first: what a colleague would be invited into. */
      suggestedRoleIds: z.array(id()),
    }),
  }),
  status: 200,
  permission: 'request_type.define',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 12, bytes: 60_000, p95Ms: 150 },
});
export type StartScreen = z.infer<typeof showStart.reply>;
