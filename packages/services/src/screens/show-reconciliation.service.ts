import { findingKinds } from '@countersign/contracts/record-sets';
import { Refusal } from '@countersign/contracts/platform';
import type { ReconciliationScreen, showReconciliation } from '@countersign/contracts/screens';
import type { FindingCounts } from '@countersign/database/record-sets';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { findingViewOf, getComparison, readingViewOf, recordRepairViewOf } from '../record-sets/index.js';
import { may } from '../roles/index.js';
import { frameOf, withPictures } from './screen-frame.part.js';

/** A comparison of both sides, and what was found of one kind. */
export class ShowReconciliationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showReconciliation>): Promise<ReconciliationScreen> {
    const actor = actorOf(call.caller);
    const { query } = call.input;
    const { readingId } = query;
    return this.house.tenancy.read(actor, async (tx) => {
      const [frame, reading, rows, repairs] = await Promise.all([frameOf(tx, actor, this.house.now()), getComparison(tx, readingId), tx.recordFindings.count(readingId), tx.recordRepairs.findLast(readingId)]);
      const counts = countsOf(rows);
      const kind = query.kind ?? counts.find(({ open }) => open > 0)?.kind ?? counts.find(({ found }) => found > 0)?.kind ?? null;
      const [set, findings] = await Promise.all([tx.recordSets.find(reading.recordSetId), kind === null ? { items: [], nextCursor: null } : tx.recordFindings.list(readingId, kind, pageOfQuery({ ...query, limit: query.limit ?? '25' }))]);
      if (!set) throw new Refusal('not_found');
      const [connection] = await tx.connections.listNames([set.connectionId]);
      const data = {
        recordSet: { id: set.id, name: set.name, connectionName: connection?.name ?? '' },
        reading: readingViewOf(reading), counts, kind,
        findings: { items: findings.items.map(findingViewOf), nextCursor: findings.nextCursor },
        repairs: repairs ? recordRepairViewOf(repairs) : null,
        repair: may(actor, 'connection.define'),
      };
      return withPictures(tx, { ...frame, data });
    });
  }
}

const countsOf = (rows: FindingCounts): ReconciliationScreen['data']['counts'] =>
  findingKinds.map((kind) => {
    const of = rows.filter((row) => row.kind === kind);
    return { kind, found: of.reduce((sum, row) => sum + row.count, 0), open: of.find(({ state }) => state === 'open')?.count ?? 0 };
  });
