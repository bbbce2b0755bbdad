import { Refusal } from '@countersign/contracts/platform';
import type { getRecordRepairs } from '@countersign/contracts/record-sets';
import { actorOf, type Call, type House } from '../platform/index.js';
import { recordRepairViewOf } from './view-finding.part.js';

export class GetRecordRepairsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof getRecordRepairs>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const repair = await tx.recordRepairs.find(call.input.params.repairId);
      if (!repair) throw new Refusal('not_found');
      return recordRepairViewOf(repair);
    });
  }
}
