import { Refusal } from '@countersign/contracts/platform';
import type { updateRecordSet } from '@countersign/contracts/record-sets';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { nextReadingOf, recordSetViewOf, refuseTwins, settingsOf, toldOf } from './view-record-set.part.js';

/** What is kept stays as it was said under the earlier settings, until it is said anew; a reading that is under way ends. */
export class UpdateRecordSetService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof updateRecordSet>) {
    const { params: { recordSetId: id }, body } = call.input;
    const [name, settings] = [body.name.trim(), settingsOf(body)];
    refuseTwins(settings);
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const before = await tx.recordSets.lock(id);
      if (!before) throw new Refusal('not_found');
      if (before.revision !== body.revision) throw new Refusal('record_set_changed', { detail: 'Look at what it says now, and change that. Nothing was saved.', extensions: { revision: before.revision } });
      if (await tx.recordSets.nameExists(name, id)) throw new Refusal('name_taken', { detail: `There is a record set named "${name}" already. Choose another name; nothing was saved.` });
      const nextReadingAt = settings.everyMinutes === before.settings.everyMinutes ? before.nextReadingAt : nextReadingOf(settings, at);
      const set = { ...before, name, settings, nextReadingAt, revision: before.revision + 1, changedAt: at };
      await tx.recordSets.update(set);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'record_set', id, label: name }, before: toldOf(before), after: toldOf(set) });
      return recordSetViewOf(set);
    });
  }
}
