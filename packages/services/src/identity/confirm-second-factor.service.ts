import { Refusal } from '@countersign/contracts/platform';
import type { confirmSecondFactor } from '@countersign/contracts/identity';
import { actorOf, change, sessionOf, type Call } from '../platform/index.js';
import type { IdentityHouse } from './identity.part.js';
import { tryCode } from './limit-proofs.part.js';
import { recordElsewhere } from './record-sign-in.part.js';
import { newRecoveryCodes, readCode, wrongCode } from './second-factor.part.js';

/** The secret has arrived in the app: from now on it counts. This session has proved it by that. */
export class ConfirmSecondFactorService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof confirmSecondFactor>) {
    const actor = actorOf(call.caller);
    const session = sessionOf(call.caller);
    // An answer that is given again is told to nobody again.
    let isNew = false;
    const { userId } = session;
    const confirmed = await tryCode(this.house, call, () =>
      change(this.house, call, actor, async (tx, record, at) => {
        const row = await tx.entry.findSecondFactor(userId);
        if (!row) throw new Refusal('second_factor_missing', { detail: 'Begin to set it up first.' });
        if (row.confirmedAt) throw new Refusal('second_factor_exists');
        const proof = await readCode(this.house, userId, row, call.input.body.code);
        const { codes, hashes } = newRecoveryCodes(userId);
        if (proof.step === null || !(await tx.entry.confirmSecondFactor(session, proof, hashes, at))) throw wrongCode('The code is of another secret than the one that was made last. Nothing was done.');
        isNew = true;
        record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: actor.memberId, label: 'member' } });
        return { recoveryCodes: codes };
      }));
    if (isNew) await recordElsewhere(this.house, call.caller, 'second_factor.confirmed');
    return confirmed;
  }
}
