import { Refusal } from '@countersign/contracts/platform';
import { replayedMax, type replayDeadLetters } from '@countersign/contracts/webhook-sources';
import { actorOf, change, type Call, type House } from '../platform/index.js';

/** Dead letters become messages that wait, each once: what somebody else has replayed meanwhile is none any more. */
export class ReplayDeadLettersService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof replayDeadLetters>) {
    const { params: { sourceId }, body: { messageIds, diedBy, limit } } = call.input;
    const by = diedBy === undefined ? null : new Date(diedBy);
    return change(this.house, call, actorOf(call.caller), async (tx, record) => {
      const source = await tx.webhookSources.find(sourceId);
      if (!source || (messageIds && !(await tx.inboundMessages.haveAll(sourceId, messageIds)))) throw new Refusal('not_found');
      const ids = await tx.inboundMessages.revive(sourceId, messageIds ?? null, limit ?? replayedMax, by);
      for (const messageId of ids) record.enqueue('inbound-messages', { messageId });
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_source', id: sourceId, label: source.name }, after: { replayed: ids.length, named: messageIds !== undefined, messageIds: ids.slice(0, 100) } });
      return { replayed: ids.length, left: await tx.inboundMessages.countDead(sourceId, by) };
    });
  }
}
