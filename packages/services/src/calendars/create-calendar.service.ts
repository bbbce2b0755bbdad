import { Refusal } from '@countersign/contracts/platform';
import type { createCalendar } from '@countersign/contracts/calendars';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { refuseUnlessWorkable } from './check-calendar.part.js';
import { toldOf, viewOf } from './view-calendar.part.js';

export class CreateCalendarService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof createCalendar>) {
    const { body } = call.input;
    refuseUnlessWorkable(body);
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const others = await tx.calendars.lockAll();
      const name = body.name.trim();
      if (others.some((other) => other.name === name)) throw new Refusal('name_taken', { detail: `There is a calendar named "${name}" already. Choose another name.` });
      // The first applies wherever a step names none, asked for or not: there is no other.
      const isDefault = body.isDefault || others.length === 0;
      if (isDefault) await tx.calendars.yieldDefault();
      const calendar = { ...body, id: newId(), name, isDefault, changedAt: at };
      await tx.calendars.insert(calendar);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'calendar', id: calendar.id, label: name }, after: toldOf(calendar) });
      return viewOf(calendar);
    });
  }
}
