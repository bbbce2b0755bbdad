import type { listWebhookEndpoints } from '@countersign/contracts/webhooks';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { endpointViewOf } from './view-endpoint.part.js';

export class ListWebhookEndpointsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listWebhookEndpoints>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const page = await tx.webhooks.listEndpoints(pageOfQuery(call.input.query));
      return { items: page.items.map(endpointViewOf), nextCursor: page.nextCursor };
    });
  }
}
