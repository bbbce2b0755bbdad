import { Refusal } from '@countersign/contracts/platform';
import { keepOldHoursDefault, type rotateWebhookSecret } from '@countersign/contracts/webhooks';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { sealedSecretOf } from './signing-secret.part.js';

/** Every webhook carries a signature for each: more would make a header that receivers refuse. */
const validMax = 5;

/** A new secret, without a gap: those that there are go on for a time, beside it. */
export class RotateWebhookSecretService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof rotateWebhookSecret>) {
    const actor = actorOf(call.caller);
    const { params: { endpointId }, body } = call.input;
    const keepMs = (body.keepOldHours ?? keepOldHoursDefault) * 3_600_000;
    return change(this.house, call, actor, async (tx, record, at) => {
      const endpoint = await tx.webhooks.lock(endpointId);
      if (!endpoint) throw new Refusal('not_found');
      const valid = await tx.webhookSecrets.adoptAndListValid(endpointId, at);
      if (keepMs > 0 && valid.length >= validMax) throw new Refusal('secrets_full', { detail: `${valid.length} secrets are valid already. Wait until one has ended, or end them all at once. Nothing was changed.` });
      const id = newId();
      const { secret, sealedSecret } = await sealedSecretOf(this.house, actor.tenantId, id, body.secret);
      const oldValidUntil = new Date(at.getTime() + keepMs);
      tx.webhookSecrets.endOlder(endpointId, oldValidUntil);
      tx.webhookSecrets.insert({ id, endpointId, sealedSecret, createdAt: at });
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_endpoint', id: endpointId, label: endpoint.name }, after: { secretId: id, oldValidUntil: oldValidUntil.toISOString() } });
      return { id, endpointId, secret, createdAt: at.toISOString(), oldValidUntil: oldValidUntil.toISOString() };
    });
  }
}
