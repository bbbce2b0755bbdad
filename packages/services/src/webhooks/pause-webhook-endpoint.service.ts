import { Refusal } from '@countersign/contracts/platform';
import type { pauseWebhookEndpoint } from '@countersign/contracts/webhooks';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { endpointViewOf } from './view-endpoint.part.js';

/** What is being sent just now comes to its end; nothing else is begun. */
export class PauseWebhookEndpointService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof pauseWebhookEndpoint>) {
    const { endpointId } = call.input.params;
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const before = await tx.webhooks.lock(endpointId);
      if (!before) throw new Refusal('not_found');
      if (before.state !== 'active') throw new Refusal('endpoint_inactive', { detail: `It is ${before.state} already. Nothing was changed.` });
      tx.endpointStates.set(endpointId, 'paused', at);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_endpoint', id: endpointId, label: before.name }, before: { state: before.state }, after: { state: 'paused' } });
      return endpointViewOf({ ...before, state: 'paused', stateAt: at, stateBecause: null });
    });
  }
}
