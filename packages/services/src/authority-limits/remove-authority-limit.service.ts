import { Refusal } from '@countersign/contracts/platform';
import type { removeAuthorityLimit } from '@countersign/contracts/authority-limits';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { releaseTasks } from '../requests/index.js';
import { holdersOf, lockHolder } from './set-authority-limit.service.js';
import { authorityLimitViewOf } from './view-authority-limit.part.js';

export class RemoveAuthorityLimitService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof removeAuthorityLimit>) {
    const { limitId } = call.input.params;
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const found = await tx.authorityLimits.find(limitId);
      if (!found) throw new Refusal('not_found');
      const view = authorityLimitViewOf(found);
      const label = await lockHolder(tx, view.holder);
      await tx.authorityLimits.remove(limitId);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: view.holder.kind, id: view.holder.id, label: label ?? view.holder.kind }, before: { requestTypeId: view.requestType?.id ?? null, limit: view.limit } });
      await releaseTasks(tx, record, at, (await holdersOf(tx, view.holder)).memberIds, 'authority limits');
      return view;
    }, { first: (tx) => tx.members.lockRights() });
  }
}
