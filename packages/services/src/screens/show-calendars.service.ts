import type { CalendarsScreen, showCalendars } from '@countersign/contracts/screens';
import { dayIn, weekWords } from '../calendars/index.js';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { frameOf } from './screen-frame.part.js';

const holidaysMax = 3;

/** When the company works. */
export class ShowCalendarsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showCalendars>): Promise<CalendarsScreen> {
    const actor = actorOf(call.caller);
    const now = this.house.now();
    return this.house.tenancy.read(actor, async (tx) => {
      const frame = await frameOf(tx, actor, now);
      const page = await tx.calendars.list(pageOfQuery(call.input.query));
      const items = page.items.map(({ id, name, isDefault, timeZone, week, holidays }) => {
        const today = dayIn(timeZone, now);
        const next = holidays.filter(({ date }) => date >= today).toSorted((one, other) => one.date.localeCompare(other.date)).slice(0, holidaysMax);
        return { id, name, isDefault, timeZone, week: weekWords({ week }), holidays: next };
      });
      return { ...frame, data: { calendars: { items, nextCursor: page.nextCursor }, define: may(actor, 'calendar.define') } };
    });
  }
}
