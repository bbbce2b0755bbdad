import * as z from 'zod/mini';
import { id, instant, operation, page, pageQuery } from '../platform/index.js';
import { messageState } from '../webhook-sources/views.js';
import { mayDo, screenFrame } from './views.js';

const sourceRow = z.strictObject({
  id: id(),
  name: z.string(),
  path: z.string(),
  pausedAt: z.nullable(instant()),
  lastMessage: z.nullable(z.strictObject({ receivedAt: instant(), type: z.nullable(z.string()), state: messageState() })),
  /** Messages that wait to be carried out, and dead letters; 1000 stands for more. */
  waiting: z.int(),
  dead: z.int(),
});
export type SourceRow = z.infer<typeof sourceRow>;

export const showWebhookSources = operation({
  name: 'showWebhookSources',
  summary: 'Draws where other systems send messages: of each source whether it takes any, the last one, how many wait and how many are dead letters',
  method: 'GET',
  path: '/v1/screens/webhook-sources',
  query: z.strictObject(pageQuery),
  reply: z.strictObject({ ...screenFrame, data: z.strictObject({ sources: page(sourceRow), define: mayDo }) }),
  status: 200,
  permission: 'webhook_source.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 8, bytes: 80_000, p95Ms: 150 },
});
export type WebhookSourcesScreen = z.infer<typeof showWebhookSources.reply>;
