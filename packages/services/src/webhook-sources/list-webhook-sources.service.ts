import type { listWebhookSources } from '@countersign/contracts/webhook-sources';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { viewOf } from './view-source.part.js';

export class ListWebhookSourcesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listWebhookSources>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const { items, nextCursor } = await tx.webhookSources.list(pageOfQuery(call.input.query));
      return { items: items.map(viewOf), nextCursor };
    });
  }
}
