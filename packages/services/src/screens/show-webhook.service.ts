import { Refusal } from '@countersign/contracts/platform';
import type { showWebhook, WebhookScreen } from '@countersign/contracts/screens';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { deliveryViewOf, endpointViewOf, healthSince, scheduleSeconds, secretViewOf } from '../webhooks/index.js';
import { frameOf } from './screen-frame.part.js';

/** One endpoint, and every delivery to it. */
export class ShowWebhookService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showWebhook>): Promise<WebhookScreen> {
    const actor = actorOf(call.caller);
    const { endpointId, ...query } = call.input.query;
    const now = this.house.now();
    const schedule = scheduleSeconds(this.house.settings.delivery.retryDelaysMs);
    return this.house.tenancy.read(actor, async (tx) => {
      const [endpoint, frame, secrets, page] = await Promise.all([
        tx.webhooks.findWithHealth(endpointId, healthSince(now)),
        frameOf(tx, actor, now),
        tx.webhookSecrets.listValid(endpointId, now),
        actor.permissions.includes('effect.read') ? tx.webhooks.listDeliveriesOf(endpointId, pageOfQuery(query)) : null,
      ]);
      if (!endpoint) throw new Refusal('not_found');
      const deliveries = page && { items: page.items.map((row) => deliveryViewOf(row, schedule)), nextCursor: page.nextCursor };
      return { ...frame, data: { endpoint: endpointViewOf(endpoint), health: endpoint.health, secrets: secrets.map(secretViewOf), deliveries, define: may(actor, 'webhook_endpoint.define') } };
    });
  }
}
