import { Refusal } from '@countersign/contracts/platform';
import type { proveSecondFactor } from '@countersign/contracts/identity';
import { actorOf, change, sessionOf, type Call } from '../platform/index.js';
import type { IdentityHouse } from './identity.part.js';
import { tryCode } from './limit-proofs.part.js';
import { freshUntil, kindOf, readCode, usedBefore } from './second-factor.part.js';

/** Uses a code up for this session: what asks for a fresh second factor may be done in it for a few minutes. */
export class ProveSecondFactorService {
  constructor(private readonly house: IdentityHouse) {}

  run(call: Call<typeof proveSecondFactor>) {
    const actor = actorOf(call.caller);
    const session = sessionOf(call.caller);
    return tryCode(this.house, call, () =>
      change(this.house, call, actor, async (tx, record, at) => {
        const row = await tx.entry.findSecondFactor(session.userId);
        if (!row?.confirmedAt) throw new Refusal('second_factor_missing', { detail: 'Set one up in your profile, then go on here.' });
        const proof = await readCode(this.house, session.userId, row, call.input.body.code);
        if (!(await tx.entry.proveSecondFactor(session, proof, at))) throw usedBefore();
        const by = kindOf(proof);
        const until = freshUntil(this.house, { ...session, steppedUp: { at, by } });
        record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'session', id: session.sessionId, label: 'session' }, after: { by } });
        return { by, provedAt: at.toISOString(), freshUntil: (until ?? at).toISOString() };
      }));
  }
}
