import { Refusal } from '@countersign/contracts/platform';
import type { endOlderSecrets } from '@countersign/contracts/webhooks';
import { actorOf, change, type Call, type House } from '../platform/index.js';

/** For whoever learns that somebody has an old one who should not: it does not go on until its time is over. */
export class EndOlderSecretsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof endOlderSecrets>) {
    const { endpointId } = call.input.params;
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const endpoint = await tx.webhooks.lock(endpointId);
      if (!endpoint) throw new Refusal('not_found');
      const secretIds = await tx.webhookSecrets.endNow(endpointId, at);
      if (secretIds.length === 0) throw new Refusal('no_older_secret', { detail: 'Only the newest secret is valid. Nothing was changed.' });
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_endpoint', id: endpointId, label: endpoint.name }, after: { secretIds, endedAt: at.toISOString() } });
      return { endpointId, endedAt: at.toISOString(), ended: secretIds.length };
    });
  }
}
