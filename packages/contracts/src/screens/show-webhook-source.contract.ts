import * as z from 'zod/mini';
import { id, instant, operation, page, pageQuery } from '../platform/index.js';
import { memberRef } from '../requests/views.js';
import { inboundMessageView, refusalReason, webhookSourceView } from '../webhook-sources/views.js';
import { mayDo, screenFrame } from './views.js';

/** How a message begins, for whoever may change what is done with it. */
export const bodyStartMax = 2000;
const shownMessage = z.strictObject({ ...inboundMessageView.shape, body: z.nullable(z.strictObject({ start: z.string(), bytes: z.int() })) });
export type ShownMessage = z.infer<typeof shownMessage>;

/** What a source can name, for whoever may say so. */
const sourceChoices = z.strictObject({
  /** The first 100 by name, each with the places of its form that a message can fill; of an object within it, those of that too. */
  requestTypes: z.array(z.strictObject({ id: id(), name: z.string(), fields: z.array(z.strictObject({ to: z.string(), label: z.string(), isRequired: z.boolean() })) })),
  /** Whose records messages can update, the first 200 by name. */
  recordSets: z.array(z.strictObject({ id: id(), name: z.string() })),
  /** In whose name requests can be started, the first 200 by name. */
  requesters: z.array(memberRef()),
});
export type SourceChoices = z.infer<typeof sourceChoices>;

export const showWebhookSource = operation({
  name: 'showWebhookSource',
  summary: 'Draws a source of messages, or with no id a new one: what it does with them, what it refused of late, its messages with what came of each, and its dead letters with their reasons',
  method: 'GET',
  path: '/v1/screens/webhook-source',
  query: z.strictObject({ ...pageQuery, sourceId: z.optional(id()), state: z.optional(z.enum(['received', 'kept', 'done', 'dead'])) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      /** Null for a new one. */
      source: z.nullable(z.strictObject({ ...webhookSourceView.shape, requester: z.nullable(memberRef()) })),
      /** When and why something sent there was refused, what was last first. */
      refusals: z.array(z.strictObject({ reason: refusalReason(), lastAt: instant() })),
      /** Those that wait to be carried out, those kept until their request waits for them (1000 stands for more), and all dead letters. */
      counts: z.strictObject({ received: z.int(), kept: z.int(), dead: z.int() }),
      /** Why the latest 1000 dead letters died, the five most frequent reasons. */
      problems: z.array(z.strictObject({ problem: z.string(), count: z.int() })),
      /** In the state that was asked for, the last one first. */
      messages: page(shownMessage),
      define: mayDo,
      choices: z.nullable(sourceChoices),
    }),
  }),
  status: 200,
  permission: 'webhook_source.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 14, bytes: 900_000, p95Ms: 200 },
});
export type WebhookSourceScreen = z.infer<typeof showWebhookSource.reply>;
