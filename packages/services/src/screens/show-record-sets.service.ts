import type { RecordSetsScreen, showRecordSets } from '@countersign/contracts/screens';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { readingViewOf } from '../record-sets/index.js';
import { may } from '../roles/index.js';
import { frameOf, withPictures } from './screen-frame.part.js';

/** Records of other systems that are kept in step with them, and how each set was last read. */
export class ShowRecordSetsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showRecordSets>): Promise<RecordSetsScreen> {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const [frame, page] = await Promise.all([frameOf(tx, actor, this.house.now()), tx.recordSets.list(pageOfQuery(call.input.query))]);
      const [connections, readings] = await Promise.all([
        tx.connections.listNames(page.items.map(({ connectionId }) => connectionId)),
        tx.recordReadings.listLast(page.items.map(({ id }) => id), 'keep'),
      ]);
      const items = page.items.map(({ id, name, connectionId, nextReadingAt }) => {
        const reading = readings.find(({ recordSetId }) => recordSetId === id);
        return { id, name, connection: { id: connectionId, name: connections.find((each) => each.id === connectionId)?.name ?? '' }, nextReadingAt: nextReadingAt?.toISOString() ?? null, reading: reading ? readingViewOf(reading) : null };
      });
      return withPictures(tx, { ...frame, data: { recordSets: { items, nextCursor: page.nextCursor }, define: may(actor, 'connection.define') } });
    });
  }
}
