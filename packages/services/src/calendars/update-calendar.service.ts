import { Refusal } from '@countersign/contracts/platform';
import type { updateCalendar } from '@countersign/contracts/calendars';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { refuseUnlessWorkable } from './check-calendar.part.js';
import { lockedView, toldOf, viewOf } from './view-calendar.part.js';

/** What was promised by the calendar before stays as it was told; what is promised from now on is counted by the new one. */
export class UpdateCalendarService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof updateCalendar>) {
    const { params: { calendarId }, body } = call.input;
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const all = await tx.calendars.lockAll();
      const before = all.find(({ id }) => id === calendarId);
      if (!before) throw new Refusal('not_found');
      refuseUnlessWorkable(body);
      const name = body.name.trim();
      if (all.some((other) => other.id !== calendarId && other.name === name)) throw new Refusal('name_taken', { detail: `There is a calendar named "${name}" already. Choose another name; nothing was changed.` });
      if (before.isDefault && !body.isDefault) throw withoutDefault();
      if (body.isDefault && !before.isDefault) await tx.calendars.yieldDefault();
      const calendar = { ...body, id: calendarId, name, changedAt: at };
      await tx.calendars.update(calendar);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'calendar', id: calendarId, label: name }, before: toldOf(before), after: toldOf(calendar) });
      return viewOf(calendar);
    }, { current: (tx) => lockedView(tx, calendarId) });
  }
}

function withoutDefault(): Refusal {
  const detail = 'Some calendar has to apply where a step names none. Make another the default instead; nothing was changed.';
  return new Refusal('invalid_input', { detail, errors: [{ pointer: '/body/isDefault', detail }] });
}
