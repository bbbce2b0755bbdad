import type { listGroups } from '@countersign/contracts/groups';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';

export class ListGroupsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listGroups>) {
    return this.house.tenancy.read(actorOf(call.caller), (tx) => tx.groups.list(pageOfQuery(call.input.query)));
  }
}
