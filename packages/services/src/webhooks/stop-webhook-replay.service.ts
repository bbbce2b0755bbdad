import { Refusal } from '@countersign/contracts/platform';
import type { stopWebhookReplay } from '@countersign/contracts/webhooks';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { replayViewOf } from './view-replay.part.js';

/** What is being sent just now comes to its end; nothing more is begun. */
export class StopWebhookReplayService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof stopWebhookReplay>) {
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const replay = await tx.webhookReplays.lock(call.input.params.replayId);
      if (!replay) throw new Refusal('not_found');
      if (replay.state !== 'running') throw new Refusal('replay_over', { detail: `It is ${replay.state} already.` });
      tx.webhookReplays.end(replay.id, 'stopped', at);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_endpoint', id: replay.endpointId, label: replay.endpointName }, after: { replayId: replay.id, ...replay.progress } });
      return replayViewOf({ ...replay, state: 'stopped', endedAt: at });
    });
  }
}
