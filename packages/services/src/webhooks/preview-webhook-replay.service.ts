import { Refusal } from '@countersign/contracts/platform';
import type { previewWebhookReplay } from '@countersign/contracts/webhooks';
import { actorOf, type Call, type House } from '../platform/index.js';
import { replayDigestOf } from './view-replay.part.js';

/** How much would be sent again, up to now, and how much of it has arrived. */
export class PreviewWebhookReplayService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewWebhookReplay>) {
    const { params: { endpointId }, query: { since, only } } = call.input;
    const until = this.house.now();
    const scope = { endpointId, since: since === undefined ? null : new Date(since), until, onlyFailed: only === 'failed' };
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const [endpoint, counted] = await Promise.all([tx.webhooks.find(endpointId), tx.webhookReplays.count(scope)]);
      if (!endpoint) throw new Refusal('not_found');
      return { endpointId, since: since ?? null, until: until.toISOString(), only, ...counted, planDigest: replayDigestOf(scope, counted) };
    });
  }
}
