import { Refusal } from '@countersign/contracts/platform';
import type { removeSecondFactor } from '@countersign/contracts/identity';
import { actorOf, change, sessionOf, type Call } from '../platform/index.js';
import type { IdentityHouse } from './identity.part.js';
import { recordElsewhere } from './record-sign-in.part.js';
import { requireStepUp } from './second-factor.part.js';

/** Takes the second factor away. No session has proved it any more, this one neither. */
export class RemoveSecondFactorService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof removeSecondFactor>) {
    const actor = actorOf(call.caller);
    const session = sessionOf(call.caller);
    // An answer that is given again is told to nobody again.
    let isNew = false;
    const removed = await change(this.house, call, actor, async (tx, record) => {
      const row = await tx.entry.findSecondFactor(session.userId);
      if (!row?.confirmedAt) throw new Refusal('second_factor_missing');
      const { by } = requireStepUp(this.house, session);
      if (!(await tx.entry.removeSecondFactor(session.userId))) throw new Refusal('second_factor_missing');
      isNew = true;
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: actor.memberId, label: 'member' }, after: { steppedUpBy: by } });
      return { removed: true as const };
    });
    if (isNew) await recordElsewhere(this.house, call.caller, 'second_factor.removed');
    return removed;
  }
}
