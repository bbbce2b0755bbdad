import type { listWebhookDeliveries } from '@countersign/contracts/webhooks';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { deliveryViewOf, scheduleSeconds } from './view-endpoint.part.js';

export class ListWebhookDeliveriesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listWebhookDeliveries>) {
    const { query } = call.input;
    const schedule = scheduleSeconds(this.house.settings.delivery.retryDelaysMs);
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const page = await tx.webhooks.listDeliveries(query.requestId ?? null, pageOfQuery(query));
      return { items: page.items.map((row) => deliveryViewOf(row, schedule)), nextCursor: page.nextCursor };
    });
  }
}
