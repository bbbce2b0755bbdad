import { previewRecordRepairs } from '@countersign/contracts/record-sets';
import { randomUUID } from 'node:crypto';
import type { CallerKind } from './authorization-table.js';
import type { AuthorizationWorld } from './authorization-world.js';
import type { RawInput } from './raw-call.js';
import { addRecordSet, beginReading, leaveFindings, plainRecordSet, recordSetBody, repairFindings } from './record-sets.js';

type Prepare = (world: AuthorizationWorld, kind: CallerKind) => RawInput | Promise<RawInput>;

/** Input of each call about records that are kept in step with other systems. */
export const recordInputs: Readonly<Record<string, Prepare>> = {
  listRecordSets: () => ({}),
  createRecordSet: ({ own }) => ({ body: recordSetBody(own.connection) }),
  updateRecordSet: async ({ company, own }, kind) => ({ params: { recordSetId: kind === 'admin' ? (await addRecordSet(company, {}, own.connection)).id : own.recordSet }, body: { name: `Vendors ${randomUUID()}`, ...plainRecordSet, revision: 1 } }),
  listKeptRecords: ({ own }) => ({ params: { recordSetId: own.recordSet }, query: { search: 'vendor' } }),
  startReading: async ({ company, own }, kind) => ({ params: { recordSetId: kind === 'admin' ? (await addRecordSet(company, {}, own.connection)).id : own.recordSet } }),
  stopReading: async ({ company, own }, kind) => ({ params: { readingId: kind === 'admin' ? (await beginReading(company, (await addRecordSet(company, {}, own.connection)).id)).id : own.reading } }),
  getReading: ({ own }) => ({ params: { readingId: own.reading } }),
  startReconciliation: async ({ company, own }, kind) => ({ params: { recordSetId: kind === 'admin' ? (await addRecordSet(company, {}, own.connection)).id : own.recordSet } }),
  listFindings: ({ own }) => ({ params: { readingId: own.comparison }, query: { kind: 'different' } }),
  previewRecordRepairs: ({ own }) => ({ params: { readingId: own.comparison }, query: { kind: 'different', how: 'take_theirs', findingId: own.finding } }),
  startRecordRepairs: (world) => oneRepair(world),
  stopRecordRepairs: async (world, kind) => ({ params: { repairId: kind === 'admin' ? (await repairFindings(world.company, (await freshComparison(world)).readingId, { kind: 'different', how: 'take_theirs' })).id : world.own.recordRepair } }),
  getRecordRepairs: ({ own }) => ({ params: { repairId: own.recordRepair } }),
  showReconciliation: ({ own }) => ({ query: { readingId: own.comparison } }),
  showRecordSets: () => ({}),
  showRecordSet: ({ own }) => ({ query: { recordSetId: own.recordSet } }),
};

/** A comparison with a finding of each kind that nobody has decided about. */
const freshComparison = async ({ api, company, own }: AuthorizationWorld) => leaveFindings(api.database, (await addRecordSet(company, {}, own.connection)).id);

async function oneRepair(world: AuthorizationWorld): Promise<RawInput> {
  const { readingId, findingId } = await freshComparison(world);
  const { planDigest } = await world.company.admin.call(previewRecordRepairs, { params: { readingId }, query: { kind: 'different', how: 'take_theirs', findingId } });
  return { params: { readingId }, body: { kind: 'different', how: 'take_theirs', findingId, countsId: null, reason: 'As agreed', planDigest } };
}
