import { Refusal } from '@countersign/contracts/platform';
import type { getCalendar } from '@countersign/contracts/calendars';
import { actorOf, type Call, type House } from '../platform/index.js';
import { viewOf } from './view-calendar.part.js';

export class GetCalendarService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof getCalendar>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const found = await tx.calendars.find(call.input.params.calendarId);
      if (!found) throw new Refusal('not_found');
      return viewOf(found);
    });
  }
}
