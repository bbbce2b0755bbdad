import type { listCalendars } from '@countersign/contracts/calendars';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { viewOf } from './view-calendar.part.js';

export class ListCalendarsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listCalendars>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const page = await tx.calendars.list(pageOfQuery(call.input.query));
      return { items: page.items.map(viewOf), nextCursor: page.nextCursor };
    });
  }
}
