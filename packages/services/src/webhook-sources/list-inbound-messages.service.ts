import { Refusal } from '@countersign/contracts/platform';
import type { listInboundMessages } from '@countersign/contracts/webhook-sources';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { messageViewOf } from './view-message.part.js';

export class ListInboundMessagesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listInboundMessages>) {
    const { params: { sourceId }, query } = call.input;
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const [source, { items, nextCursor }] = await Promise.all([tx.webhookSources.find(sourceId), tx.inboundMessages.list(sourceId, query.state ?? null, pageOfQuery(query))]);
      if (!source) throw new Refusal('not_found');
      return { items: items.map(messageViewOf), nextCursor };
    });
  }
}
