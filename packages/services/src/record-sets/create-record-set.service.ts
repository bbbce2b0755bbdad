import { Refusal } from '@countersign/contracts/platform';
import type { createRecordSet } from '@countersign/contracts/record-sets';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { nextReadingOf, recordSetViewOf, refuseTwins, settingsOf, toldOf } from './view-record-set.part.js';

export class CreateRecordSetService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof createRecordSet>) {
    const { connectionId, name: typed, ...rest } = call.input.body;
    const [name, settings] = [typed.trim(), settingsOf(rest)];
    refuseTwins(settings);
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const id = newId();
      const connection = await tx.connections.find(connectionId);
      if (!connection) throw new Refusal('not_found', { detail: 'There is no such connection. Nothing was saved.' });
      if ((connection.settings.kind ?? 'http') !== 'http') {
        const detail = 'Only a system that is called over HTTP lists records.';
        throw new Refusal('invalid_input', { detail: `${detail} Nothing was saved.`, errors: [{ pointer: '/body/connectionId', detail }] });
      }
      if (await tx.recordSets.nameExists(name, id)) throw new Refusal('name_taken', { detail: `There is a record set named "${name}" already. Choose another name; nothing was saved.` });
      const { setsMax } = this.house.settings.records;
      if ((await tx.recordSets.count()) >= setsMax) throw new Refusal('record_sets_full', { detail: `A company has up to ${setsMax}. Nothing was saved.` });
      const set = { id, name, connectionId, settings, nextReadingAt: nextReadingOf(settings, at), revision: 1, changedAt: at };
      await tx.recordSets.insert(set);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'record_set', id, label: name }, after: toldOf(set) });
      return recordSetViewOf(set);
    });
  }
}
