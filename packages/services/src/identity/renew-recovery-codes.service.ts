import { Refusal } from '@countersign/contracts/platform';
import type { renewRecoveryCodes } from '@countersign/contracts/identity';
import { actorOf, change, sessionOf, type Call, type House } from '../platform/index.js';
import { newRecoveryCodes, requireStepUp } from './second-factor.part.js';

/** New recovery codes in place of those before, the unused ones too. */
export class RenewRecoveryCodesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof renewRecoveryCodes>) {
    const actor = actorOf(call.caller);
    const session = sessionOf(call.caller);
    return change(this.house, call, actor, async (tx, record) => {
      const row = await tx.entry.findSecondFactor(session.userId);
      if (!row?.confirmedAt) throw new Refusal('second_factor_missing');
      const { by } = requireStepUp(this.house, session);
      const { codes, hashes } = newRecoveryCodes(session.userId);
      if (!(await tx.entry.replaceRecoveryCodes(session.userId, hashes))) throw new Refusal('second_factor_missing');
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: actor.memberId, label: 'member' }, after: { steppedUpBy: by } });
      return { recoveryCodes: codes };
    });
  }
}
