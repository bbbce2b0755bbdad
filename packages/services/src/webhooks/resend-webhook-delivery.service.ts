import { Refusal } from '@countersign/contracts/platform';
import type { resendWebhookDelivery } from '@countersign/contracts/webhooks';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';

/** A replay of one delivery. What has arrived may be sent again, too: its receiver may have lost it. */
export class ResendWebhookDeliveryService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof resendWebhookDelivery>) {
    const actor = actorOf(call.caller);
    const { deliveryId } = call.input.params;
    return change(this.house, call, actor, async (tx, record, at) => {
      const delivery = await tx.webhookReplays.lockDelivery(deliveryId);
      if (!delivery) throw new Refusal('not_found');
      const { endpointId, endpointName, endpointState, effectState, requestNumber } = delivery;
      if (endpointState !== 'active') throw new Refusal('endpoint_inactive', { detail: `${endpointName} is ${endpointState}. Resume it first; nothing was sent.` });
      if (effectState !== 'succeeded' && effectState !== 'failed') throw new Refusal('delivery_under_way', { detail: 'It is neither delivered nor failed: it is on its way, or a person has decided about it. Nothing more was sent.' });
      const id = newId();
      const hasArrived = effectState === 'succeeded';
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_endpoint', id: endpointId, label: endpointName }, after: { replayId: id, deliveryId, requestNumber, hasArrived } });
      tx.webhookReplays.insertOne({ id, endpointId, since: null, until: at, onlyFailed: false, startedBy: actor.memberId, startedAt: at, startEntryId: receipt.entryId }, deliveryId);
      record.enqueue('webhook-replays', { replayId: id });
      return { replayId: id, deliveryId, hasArrived };
    });
  }
}
