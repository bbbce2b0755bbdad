import { Refusal } from '@countersign/contracts/platform';
import type { CalendarScreen, MayDo, showCalendar } from '@countersign/contracts/screens';
import { calendarViewOf, previewOf, weekWords, zoneNames } from '../calendars/index.js';
import { actorOf, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { frameOf } from './screen-frame.part.js';

/** A calendar, or a sheet for a new one. */
export class ShowCalendarService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showCalendar>): Promise<CalendarScreen> {
    const actor = actorOf(call.caller);
    const { calendarId } = call.input.query;
    const now = this.house.now();
    return this.house.tenancy.read(actor, async (tx) => {
      const calendar = calendarId === undefined ? null : await tx.calendars.find(calendarId);
      if (calendarId !== undefined && calendar === null) throw new Refusal('not_found');
      const frame = await frameOf(tx, actor, now);
      const define = may(actor, 'calendar.define');
      return {
        ...frame,
        data: {
          calendar: calendar && calendarViewOf(calendar), week: calendar === null ? '' : weekWords(calendar), zones: zoneNames(),
          preview: calendar && previewOf(calendar, now), define, remove: removalOf(define, calendar),
        },
      };
    });
  }
}

function removalOf(define: MayDo, calendar: { readonly isDefault: boolean } | null): MayDo {
  if (!define.allowed || calendar === null) return define;
  return calendar.isDefault ? { allowed: false, because: 'It is the default: make another the default first.' } : define;
}
