import { Refusal } from '@countersign/contracts/platform';
import type { startRecordRepairs } from '@countersign/contracts/record-sets';
import type { Tx } from '@countersign/database/platform';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { getComparison, recordRepairViewOf, refuseUnsuitable, repairPlanDigestOf } from './view-finding.part.js';

type Body = Call<typeof startRecordRepairs>['input']['body'];

/** Writes down what is decided about, in the transaction that decides it; a job carries it out. What is decided about is not open any more: pressed twice, it is decided once. */
export class StartRecordRepairsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof startRecordRepairs>) {
    const actor = actorOf(call.caller);
    const { params: { readingId }, body } = call.input;
    const { kind, how, findingId, countsId } = body;
    const [scope, reason] = [{ readingId, kind, findingId }, body.reason.trim()];
    return change(this.house, call, actor, async (tx, record, at) => {
      const reading = await getComparison(tx, readingId);
      // Held meanwhile: of two who decide about the same ones, the second finds none open.
      const set = await tx.recordSets.lock(reading.recordSetId);
      if (!set) throw new Refusal('not_found');
      await refuseUnfit(tx, readingId, body);
      const plan = await tx.recordFindings.plan(scope);
      if (body.planDigest !== repairPlanDigestOf(scope, how, plan)) throw new Refusal('plan_changed', { detail: 'By now it would be about others than it said. Look at it again; nothing was changed.' });
      if (plan.count === 0) throw new Refusal('nothing_to_repair', { detail: 'There is nothing open that this could be decided about.' });
      const id = newId();
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'record_set', id: set.id, label: set.name }, reason: reason === '' ? null : reason, after: { repairId: id, readingId, kind, how, findingId, countsId, count: plan.count } });
      await tx.recordRepairs.insert({ id, readingId, kind, how, countsId, reason, startedBy: actor.memberId, startedAt: at, startEntryId: receipt.entryId });
      await tx.recordFindings.assign(scope, id);
      record.enqueue('record-repairs', { repairId: id });
      const repair = await tx.recordRepairs.find(id);
      if (!repair) throw new Error('a repair that was just begun is there');
      return recordRepairViewOf(repair);
    });
  }
}

async function refuseUnfit(tx: Tx, readingId: string, { kind, how, findingId, countsId, reason }: Body): Promise<void> {
  const finding = findingId === null ? null : await tx.recordFindings.find(readingId, findingId);
  if (findingId !== null && finding?.kind !== kind) throw new Refusal('not_found');
  refuseUnsuitable(kind, how, findingId);
  if (how === 'ignore' && reason.trim() === '') throw new Refusal('reason_required', { detail: 'Say why it stays as it is. Nothing was changed.' });
  const twins = finding?.twins?.map(({ outsideId }) => outsideId) ?? [];
  if ((how === 'declare_twin') !== (countsId !== null) || (countsId !== null && !twins.includes(countsId))) throw new Refusal('repair_unsuitable', { detail: 'Say which of those that were found counts, and only of twins. Nothing was changed.' });
}
