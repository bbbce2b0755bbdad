import * as z from 'zod/mini';
import { auditStreamView } from '../audit/views.js';
import { apiVersions, growing, id, instant, operation, page, pageQuery } from '../platform/index.js';
import { endpointHealth, webhookDeliveryView, webhookEndpointView, webhookReplayView, webhookSecretView } from '../webhooks/views.js';
import { mayDo, screenFrame } from './views.js';

export const showWebhook = operation({
  name: 'showWebhook',
  summary: 'Draws a webhook endpoint: how it fares, and its deliveries, the newest first, each with its attempts and its whole schedule',
  method: 'GET',
  path: '/v1/screens/webhook',
  query: z.strictObject({ ...pageQuery, endpointId: id() }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      endpoint: webhookEndpointView,
      health: endpointHealth,
      /** Where every attempt has failed of late: since when, how often in a row, and from when on the next that fails disables it. */
      failing: z.nullable(z.strictObject({ since: instant(), attempts: z.int(), disabledFrom: instant() })),
      /** Those that webhooks are signed with now, the newest first. */
      secrets: z.array(webhookSecretView),
      /** Null to whoever may not see effects. */
      deliveries: z.nullable(page(webhookDeliveryView)),
      /** The last that was sent again since an instant, and how far that has come. */
      replay: z.nullable(webhookReplayView),
      /** What it can be told of, in the version that it is sent, and the newest one, where that is another. */
      events: z.array(z.strictObject({ name: z.string(), summary: z.string(), example: z.record(z.string(), z.unknown()) })),
      newerVersion: z.nullable(growing(apiVersions)),
      /** The stream of the audit to it that runs, or the last that ran; null where there was none, and to whoever may not read the audit. */
      auditStream: z.nullable(auditStreamView),
      /** Whether they may have the audit sent to it. */
      streamAudit: mayDo,
      define: mayDo,
      pause: mayDo,
      resume: mayDo,
    }),
  }),
  status: 200,
  permission: 'webhook_endpoint.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 10, bytes: 400_000, p95Ms: 150 },
});
export type WebhookScreen = z.infer<typeof showWebhook.reply>;
