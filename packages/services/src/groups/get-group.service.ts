import { Refusal } from '@countersign/contracts/platform';
import type { getGroup } from '@countersign/contracts/groups';
import { actorOf, type Call, type House } from '../platform/index.js';

export class GetGroupService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof getGroup>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const found = await tx.groups.find(call.input.params.groupId);
      if (!found) throw new Refusal('not_found');
      return found;
    });
  }
}
