import { Refusal } from '@countersign/contracts/platform';
import type { getRepairs } from '@countersign/contracts/effects';
import { actorOf, type Call, type House } from '../platform/index.js';
import { repairsViewOf } from './view-repairs.part.js';

export class GetRepairsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof getRepairs>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const row = await tx.effectRepairs.find(call.input.params.repairId);
      if (!row) throw new Refusal('not_found');
      return repairsViewOf(row);
    });
  }
}
