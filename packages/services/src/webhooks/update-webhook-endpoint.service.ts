import { Refusal } from '@countersign/contracts/platform';
import type { updateWebhookEndpoint } from '@countersign/contracts/webhooks';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { refuseTarget } from './check-target.part.js';
import { endpointViewOf } from './view-endpoint.part.js';

/** What waits goes to the new address: it is asked for at each attempt. What is being sent just now goes to the old one. A new version shapes what is recorded from now on. */
export class UpdateWebhookEndpointService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof updateWebhookEndpoint>) {
    const { params: { endpointId }, body: { url } } = call.input;
    const name = call.input.body.name.trim();
    return change(this.house, call, actorOf(call.caller), async (tx, record) => {
      const before = await tx.webhooks.lock(endpointId);
      if (!before) throw new Refusal('not_found');
      refuseTarget(url, this.house.settings.allowedWebhookHosts);
      if (name !== before.name && (await tx.webhooks.nameExists(name))) throw new Refusal('name_taken', { detail: `There is an endpoint named "${name}" already. Choose another name; nothing was changed.` });
      const apiVersion = call.input.body.version ?? before.apiVersion;
      tx.endpointStates.update(endpointId, { name, url, apiVersion });
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_endpoint', id: endpointId, label: name }, before: { name: before.name, url: before.url, version: before.apiVersion }, after: { name, url, version: apiVersion } });
      return endpointViewOf({ ...before, name, url, apiVersion });
    });
  }
}
