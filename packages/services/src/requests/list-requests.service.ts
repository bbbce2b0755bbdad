import type { listRequests } from '@countersign/contracts/requests';
import { visibleRequests } from '@countersign/permissions';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { summaryOf } from './view-request.part.js';

export class ListRequestsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listRequests>) {
    const actor = actorOf(call.caller);
    const { query } = call.input;
    return this.house.tenancy.read(actor, async (tx) => {
      const filter = { status: query.status ?? null, requesterId: query.requester === 'me' ? actor.memberId : null };
      const page = await tx.requestList.list(visibleRequests(actor.ability), filter, pageOfQuery(query));
      return { items: page.items.map(summaryOf), nextCursor: page.nextCursor };
    });
  }
}
