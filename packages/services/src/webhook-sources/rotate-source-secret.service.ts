import { Refusal } from '@countersign/contracts/platform';
import type { rotateSourceSecret } from '@countersign/contracts/webhook-sources';
import type { SealedSecret } from '@countersign/database/webhook-sources';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { isValid, sealed, secretFor, toldOf, viewOf } from './view-source.part.js';

/** Each of them is tried with every message. */
const validMax = 5;

/** A new secret beside those before it, which end when that was said; none of them lives longer than it was to before. */
export class RotateSourceSecretService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof rotateSourceSecret>) {
    const { params: { sourceId }, body } = call.input;
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const before = await tx.webhookSources.lock(sourceId);
      if (!before) throw new Refusal('not_found');
      const secret = secretFor(before.settings.verification, body.secret);
      const until = new Date(at.getTime() + body.oldValidForSeconds * 1000).toISOString();
      const ending = (old: SealedSecret): SealedSecret => ({ ...old, validUntil: old.validUntil !== null && old.validUntil < until ? old.validUntil : until });
      const olds = before.secrets.map(ending).filter((old) => isValid(old, at));
      if (olds.length >= validMax) throw new Refusal('secrets_full', { detail: `${validMax} secrets are valid at most: wait until one has ended, or let those before end at once. Nothing was changed.` });
      const source = { ...before, secrets: [await sealed(this.house, { tenantId: actor.tenantId, sourceId }, secret, at), ...olds], revision: before.revision + 1, changedAt: at };
      await tx.webhookSources.update(source);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_source', id: sourceId, label: source.name }, before: { secrets: toldOf(before).secrets }, after: { secrets: toldOf(source).secrets } });
      return { ...viewOf(source), secret };
    });
  }
}
