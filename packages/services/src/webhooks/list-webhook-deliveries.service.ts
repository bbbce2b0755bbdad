import type { DeliveryRow } from '@countersign/database/webhooks';
import type { listWebhookDeliveries, WebhookDeliveryView } from '@countersign/contracts/webhooks';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { webhookIdOf } from './sign-webhook.part.js';

export class ListWebhookDeliveriesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listWebhookDeliveries>) {
    const { query } = call.input;
    const schedule = scheduleSeconds(this.house.settings.delivery.retryDelaysMs);
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const page = await tx.webhooks.listDeliveries(query.requestId ?? null, pageOfQuery(query));
      return { items: page.items.map((row) => viewOf(row, schedule)), nextCursor: page.nextCursor };
    });
  }
}

/** Seconds after the first attempt at which each attempt is made, before variation. */
function scheduleSeconds(delaysMs: readonly number[]): number[] {
  let sumMs = 0;
  return [0, ...delaysMs.map((delayMs) => Math.round((sumMs += delayMs) / 1000))];
}

const viewOf = (row: DeliveryRow, schedule: number[]): WebhookDeliveryView => ({
  id: row.id,
  endpoint: { id: row.endpointId, name: row.endpointName, url: row.endpointUrl },
  effectId: row.effectId,
  requestId: row.requestId,
  requestNumber: row.requestNumber,
  event: row.event,
  webhookId: webhookIdOf(row.effectId),
  state: row.state as WebhookDeliveryView['state'],
  attempts: row.attempts.map((attempt) => ({ ...attempt, startedAt: new Date(attempt.startedAt).toISOString() })),
  nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  scheduleSeconds: schedule,
  createdAt: row.createdAt.toISOString(),
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
});
