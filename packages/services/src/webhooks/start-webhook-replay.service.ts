import { Refusal } from '@countersign/contracts/platform';
import type { startWebhookReplay } from '@countersign/contracts/webhooks';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { replayDigestOf, replayViewOf } from './view-replay.part.js';

/** Writes down what is sent again, in its order; a job sends it. One at a time for each endpoint. */
export class StartWebhookReplayService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof startWebhookReplay>) {
    const actor = actorOf(call.caller);
    const { params: { endpointId }, body } = call.input;
    const scope = { endpointId, since: body.since === null ? null : new Date(body.since), until: new Date(body.until), onlyFailed: body.only === 'failed' };
    return change(this.house, call, actor, async (tx, record, at) => {
      const endpoint = await tx.webhooks.lock(endpointId);
      if (!endpoint) throw new Refusal('not_found');
      if (endpoint.state !== 'active') throw new Refusal('endpoint_inactive', { detail: `It is ${endpoint.state}. Resume it first; nothing was sent.` });
      if ((await tx.webhookReplays.findLast(endpointId))?.state === 'running') throw new Refusal('replay_under_way', { detail: 'Wait until it is done, or stop it first. Nothing more was sent.' });
      const counted = await tx.webhookReplays.count(scope);
      if (body.planDigest !== replayDigestOf(scope, counted)) throw new Refusal('plan_changed', { detail: 'By now it would send others than it said. Look at it again; nothing was sent.' });
      if (counted.total === 0) throw new Refusal('nothing_to_replay', { detail: 'No delivery of that time can be sent again.' });
      const replay = { ...scope, id: newId(), startedBy: actor.memberId, startedAt: at };
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_endpoint', id: endpointId, label: endpoint.name }, after: { replayId: replay.id, since: body.since, until: body.until, only: body.only, ...counted } });
      tx.webhookReplays.insertSince({ ...replay, startEntryId: receipt.entryId });
      record.enqueue('webhook-replays', { replayId: replay.id });
      return replayViewOf({ ...replay, endpointName: endpoint.name, startedByName: actor.name, state: 'running', endedAt: null, progress: { waiting: counted.total } });
    });
  }
}
