import { Refusal } from '@countersign/contracts/platform';
import type { createWebhookEndpoint } from '@countersign/contracts/webhooks';
import { randomBytes } from 'node:crypto';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { refuseTargetByUrl, TargetRefused } from './check-target.part.js';

export const secretPurpose = 'webhook endpoint secret';

export class CreateWebhookEndpointService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof createWebhookEndpoint>) {
    const { url } = call.input.body;
    const name = call.input.body.name.trim();
    this.refuseTarget(url);
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      if (await tx.webhooks.nameExists(name)) throw new Refusal('name_taken', { detail: `There is an endpoint named "${name}" already. Choose another name.` });
      const id = newId();
      const secret = call.input.body.secret ?? `whsec_${randomBytes(32).toString('base64')}`;
      await tx.webhooks.insertEndpoint({ id, name, url, sealedSecret: this.house.sealer.seal(actor.tenantId, secretPurpose, secret), createdAt: at });
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_endpoint', id, label: name }, after: { url } });
      return { id, name, url, createdAt: at.toISOString(), state: 'active' as const, stateSince: null, stateBecause: null, secret };
    });
  }

  private refuseTarget(url: string): void {
    try {
      refuseTargetByUrl(new URL(url), this.house.settings.allowedWebhookHosts);
    } catch (error) {
      if (!(error instanceof TargetRefused)) throw error;
      throw new Refusal('target_not_allowed', { detail: `This address may not be called: ${error.message}. Give a public one, or ask the operator to allow it.`, errors: [{ pointer: '/body/url', detail: error.message }] });
    }
  }
}
