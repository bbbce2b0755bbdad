import type { RequestsScreen, showRequests } from '@countersign/contracts/screens';
import { actorOf, type Call, type House } from '../platform/index.js';
import { findRequests, summaryOf } from '../requests/index.js';
import { frameOf, withPictures } from './screen-frame.part.js';

const typesMax = 100;

export class ShowRequestsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showRequests>): Promise<RequestsScreen> {
    const actor = actorOf(call.caller);
    const now = this.house.now();
    return this.house.tenancy.read(actor, async (tx) => {
      const frame = await frameOf(tx, actor, now);
      const page = await findRequests(tx, actor, call.input.query, now);
      const types = await tx.requestTypes.list({ limit: typesMax, after: null });
      return withPictures(tx, { ...frame, data: { rows: page.items.map(summaryOf), nextCursor: page.nextCursor, requestTypes: types.items.map(({ id, name }) => ({ id, name })) } });
    });
  }
}
