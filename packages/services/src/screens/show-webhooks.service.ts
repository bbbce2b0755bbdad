import type { showWebhooks, WebhooksScreen } from '@countersign/contracts/screens';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { endpointViewOf, healthSince } from '../webhooks/index.js';
import { frameOf } from './screen-frame.part.js';

/** Where events are sent, and how that fares. */
export class ShowWebhooksService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showWebhooks>): Promise<WebhooksScreen> {
    const actor = actorOf(call.caller);
    const now = this.house.now();
    return this.house.tenancy.read(actor, async (tx) => {
      const [frame, page] = await Promise.all([frameOf(tx, actor, now), tx.webhooks.listWithHealth(healthSince(now), pageOfQuery(call.input.query))]);
      const items = page.items.map((row) => ({ ...endpointViewOf(row), health: row.health }));
      return { ...frame, data: { endpoints: { items, nextCursor: page.nextCursor }, define: may(actor, 'webhook_endpoint.define') } };
    });
  }
}
