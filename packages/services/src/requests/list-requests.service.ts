import type { listRequests } from '@countersign/contracts/requests';
import { actorOf, type Call, type House } from '../platform/index.js';
import { findRequests } from './find-requests.part.js';
import { summaryOf } from './view-request.part.js';

export class ListRequestsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listRequests>) {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const page = await findRequests(tx, actor, call.input.query, this.house.now());
      return { items: page.items.map(summaryOf), nextCursor: page.nextCursor };
    });
  }
}
