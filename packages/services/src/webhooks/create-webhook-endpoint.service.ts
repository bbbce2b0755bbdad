import { currentApiVersion, Refusal } from '@countersign/contracts/platform';
import type { createWebhookEndpoint } from '@countersign/contracts/webhooks';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { refuseTarget } from './check-target.part.js';
import { sealedSecretOf } from './signing-secret.part.js';

export class CreateWebhookEndpointService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof createWebhookEndpoint>) {
    const { url, version = currentApiVersion } = call.input.body;
    const name = call.input.body.name.trim();
    refuseTarget(url, this.house.settings.allowedWebhookHosts);
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      if (await tx.webhooks.nameExists(name)) throw new Refusal('name_taken', { detail: `There is an endpoint named "${name}" already. Choose another name.` });
      const id = newId();
      const secretId = newId();
      const { secret, sealedSecret } = await sealedSecretOf(this.house, actor.tenantId, secretId, call.input.body.secret);
      await tx.webhooks.insertEndpoint({ id, name, url, createdAt: at, apiVersion: version });
      tx.webhookSecrets.insert({ id: secretId, endpointId: id, sealedSecret, createdAt: at });
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_endpoint', id, label: name }, after: { url, version } });
      return { id, name, url, createdAt: at.toISOString(), state: 'active' as const, stateSince: null, stateBecause: null, version, secret };
    });
  }
}
