import { Refusal } from '@countersign/contracts/platform';
import type { RequestStatus } from '@countersign/contracts/requests';
import type { RecordSetScreen, showRecordSet } from '@countersign/contracts/screens';
import type { Tx } from '@countersign/database/platform';
import { visibleRequests } from '@countersign/permissions';
import { actorOf, pageOfQuery, type Actor, type Call, type House } from '../platform/index.js';
import { keptRecordViewOf, readingViewOf, recordSetViewOf, recordVersionViewOf } from '../record-sets/index.js';
import { may } from '../roles/index.js';
import { frameOf, withPictures } from './screen-frame.part.js';

type Query = Call<typeof showRecordSet>['input']['query'];
type Known = Omit<RecordSetScreen['data'], 'connections' | 'define'>;

const versionsMax = 20;
const connectionsMax = 100;
const recordsDefault = '25';
const requestsMax = 20;
const none: Known = { recordSet: null, reading: null, reconciliation: null, counts: { current: 0, gone: 0, quarantined: 0 }, records: { items: [], nextCursor: null }, record: null, requests: { items: [], more: false } };

/** A record set with its records, or a sheet for a new one. */
export class ShowRecordSetService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showRecordSet>): Promise<RecordSetScreen> {
    const actor = actorOf(call.caller);
    const { query } = call.input;
    const { recordSetId } = query;
    return this.house.tenancy.read(actor, async (tx) => {
      const [frame, known, connections] = await Promise.all([
        frameOf(tx, actor, this.house.now()),
        recordSetId === undefined ? none : loaded(tx, actor, recordSetId, query),
        recordSetId === undefined ? tx.connections.list({ limit: connectionsMax, after: null }) : { items: [] as const },
      ]);
      const data = { ...known, connections: connections.items.filter(({ settings }) => (settings.kind ?? 'http') === 'http').map(({ id, name }) => ({ id, name })), define: may(actor, 'connection.define') };
      return withPictures(tx, { ...frame, data });
    });
  }
}

async function loaded(tx: Tx, actor: Actor, id: string, query: Query): Promise<Known> {
  const { search = null, state = null, outsideId = null, limit = recordsDefault } = query;
  const [set, [reading], [reconciliation], counts, records, record, requests] = await Promise.all([
    tx.recordSets.find(id),
    tx.recordReadings.listLast([id], 'keep'),
    tx.recordReadings.listLast([id], 'compare'),
    tx.keptRecords.count(id),
    tx.keptRecords.list(id, { search, state, outsideId: null }, pageOfQuery({ ...query, limit })),
    outsideId === null ? null : recordOf(tx, id, outsideId),
    outsideId === null ? none.requests : requestsOn(tx, actor, id, outsideId),
  ]);
  if (!set) throw new Refusal('not_found');
  const [connection] = await tx.connections.listNames([set.connectionId]);
  return { recordSet: { ...recordSetViewOf(set), connectionName: connection?.name ?? '' }, reading: reading ? readingViewOf(reading) : null, reconciliation: reconciliation ? readingViewOf(reconciliation) : null, counts, records: { items: records.items.map(keptRecordViewOf), nextCursor: records.nextCursor }, record, requests };
}

async function recordOf(tx: Tx, recordSetId: string, outsideId: string): Promise<Known['record']> {
  const [{ items: [kept] }, versions] = await Promise.all([tx.keptRecords.list(recordSetId, { search: null, state: null, outsideId }, { limit: 1, after: null }), tx.keptRecords.listVersions(recordSetId, outsideId, versionsMax)]);
  return kept === undefined ? null : { ...keptRecordViewOf(kept), versions: versions.map(recordVersionViewOf) };
}

async function requestsOn(tx: Tx, actor: Actor, recordSetId: string, outsideId: string): Promise<Known['requests']> {
  const { items, nextCursor } = await tx.requestRecords.listRequests(recordSetId, outsideId, visibleRequests(actor.ability), requestsMax);
  return { items: items.map(({ typeName, status, ...request }) => ({ ...request, requestTypeName: typeName, status: status as RequestStatus })), more: nextCursor !== null };
}
