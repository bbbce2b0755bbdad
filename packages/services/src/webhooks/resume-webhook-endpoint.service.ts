import { Refusal } from '@countersign/contracts/platform';
import type { resumeWebhookEndpoint } from '@countersign/contracts/webhooks';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { endpointViewOf } from './view-endpoint.part.js';

/** Active again, and a job for what waited: it may be more than one transaction should write. */
export class ResumeWebhookEndpointService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof resumeWebhookEndpoint>) {
    const { endpointId } = call.input.params;
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const before = await tx.webhooks.lock(endpointId);
      if (!before) throw new Refusal('not_found');
      if (before.state === 'active') throw new Refusal('endpoint_active', { detail: 'Nothing waits for it. Nothing was changed.' });
      tx.endpointStates.set(endpointId, 'active', at);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_endpoint', id: endpointId, label: before.name }, before: { state: before.state, because: before.stateBecause }, after: { state: 'active' } });
      record.enqueue('webhook-endpoints', { endpointId });
      for (const streamId of await tx.auditStreams.wake(endpointId)) record.enqueue('audit-streams', { streamId });
      return endpointViewOf({ ...before, state: 'active', stateAt: at, stateBecause: null });
    });
  }
}
