import { Refusal } from '@countersign/contracts/platform';
import type { FindingKind, FindingRepair, previewRecordRepairs } from '@countersign/contracts/record-sets';
import { actorOf, type Call, type House } from '../platform/index.js';
import { getComparison, refuseUnsuitable, repairPlanDigestOf } from './view-finding.part.js';

/** What would be done, to how many that are open now. */
export class PreviewRecordRepairsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewRecordRepairs>) {
    const { params: { readingId }, query: { kind, how, findingId = null } } = call.input;
    const scope = { readingId, kind, findingId };
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const [, plan, finding] = await Promise.all([getComparison(tx, readingId), tx.recordFindings.plan(scope), findingId === null ? null : tx.recordFindings.find(readingId, findingId)]);
      if (findingId !== null && finding?.kind !== kind) throw new Refusal('not_found');
      refuseUnsuitable(kind, how, findingId);
      return { count: plan.count, sentence: sentenceOf(kind, how, plan.count), planDigest: repairPlanDigestOf(scope, how, plan) };
    });
  }
}

function sentenceOf(kind: FindingKind, how: FindingRepair, count: number): string {
  if (count === 0) return 'There is nothing open to decide about.';
  const records = count === 1 ? '1 record' : `${count} records`;
  const left = ' What is otherwise by then is left alone, and said to be.';
  switch (how) {
    case 'take_theirs':
      return kind === 'missing_here' ? `${records} would be kept, as the other system listed ${count === 1 ? 'it' : 'them'}.${left}` : `What is kept of ${records} would be replaced by what the other system listed.${left}`;
    case 'mark_gone':
      return `${records} would be marked as gone. Nothing is changed there; what it says of a later version brings ${count === 1 ? 'it' : 'them'} back.${left}`;
    case 'declare_twin':
      return `The one that counts would stand for the others. Nothing is changed there.${left}`;
    case 'ignore':
      return `${count === 1 ? '1 finding' : `${count} findings`} would be left as ${count === 1 ? 'it is' : 'they are'}, for the reason that you give.`;
  }
}
