import { Refusal } from '@countersign/contracts/platform';
import type { getRole } from '@countersign/contracts/roles';
import { actorOf, type Call, type House } from '../platform/index.js';
import { findRole } from './find-role.part.js';

export class GetRoleService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof getRole>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const found = await findRole(tx, call.input.params.roleId);
      if (!found) throw new Refusal('not_found');
      return found;
    });
  }
}
