import { Refusal } from '@countersign/contracts/platform';
import type { deleteCalendar } from '@countersign/contracts/calendars';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { countingWords } from './counting-words.part.js';
import { lockedView, toldOf } from './view-calendar.part.js';

/** Deletes a calendar that nothing counts by: whoever publishes a workflow that names it holds it meanwhile, and finds it gone, or is found here. */
export class DeleteCalendarService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof deleteCalendar>) {
    const { calendarId } = call.input.params;
    return change(this.house, call, actorOf(call.caller), async (tx, record) => {
      const calendar = (await tx.calendars.lockAll()).find(({ id }) => id === calendarId);
      if (!calendar) throw new Refusal('not_found');
      if (calendar.isDefault) throw new Refusal('calendar_in_use', { detail: 'It is the default: it applies wherever a step names no calendar. Make another the default first; nothing was deleted.' });
      const counting = await tx.calendars.listCounting(calendarId);
      if (counting.length > 0) throw new Refusal('calendar_in_use', { detail: `${counting.map(countingWords).join(' ')} Nothing was deleted.` });
      await tx.calendars.remove(calendarId);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'calendar', id: calendarId, label: calendar.name }, before: toldOf(calendar) });
      return { id: calendarId };
    }, { current: (tx) => lockedView(tx, calendarId) });
  }
}
