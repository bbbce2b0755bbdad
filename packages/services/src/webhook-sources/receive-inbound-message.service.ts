import { Refusal } from '@countersign/contracts/platform';
import type { receiveInboundMessage } from '@countersign/contracts/webhook-sources';
import type { Tx } from '@countersign/database/platform';
import type { WebhookSource } from '@countersign/database/webhook-sources';
import { newId, Record, type Call, type House } from '../platform/index.js';
import { SourceLine } from './source-line.part.js';
import { verifyMessage } from './verify-message.part.js';
import { openSecrets } from './view-source.part.js';

const pausedRetrySeconds = 300;
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Keeps a signed message and the job that carries it out, and only then says so; what came before is answered alike and kept once.
 * What is wrong with a message, or that there is no such source, is told to nobody: whoever has the secret knows.
 */
export class ReceiveInboundMessageService {
  private readonly line = new SourceLine();

  constructor(private readonly house: House) {}

  async run(call: Call<typeof receiveInboundMessage>): Promise<{ id: string; messageId: string }> {
    const { sourceId } = call.input.params;
    const tenantId = await this.house.entry.findWebhookSource(sourceId);
    if (tenantId === null) throw new Refusal('not_found');
    const taken = await this.line.run(tenantId, () => this.house.tenancy.run({ tenantId }, async (tx) => {
      const source = await tx.webhookSources.find(sourceId);
      if (!source) throw new Refusal('not_found');
      return this.take(tx, call, source);
    }));
    if (taken === null) throw new Refusal('not_found');
    return taken;
  }

  /** Null for what nobody signed who may: that it came is noted, for the source's own company. */
  private async take(tx: Tx, { signed, caller, operation }: Call<typeof receiveInboundMessage>, source: WebhookSource): Promise<{ id: string; messageId: string } | null> {
    const at = this.house.now();
    if (!signed) throw new Error('a message came without its bytes');
    const secrets = await openSecrets(this.house, tx.tenantId, source, at);
    const verified = verifyMessage(source.settings.verification, secrets.map(({ secret }) => secret), signed, at);
    if ('refused' in verified) {
      await tx.webhookSources.noteRefusal(source.id, verified.refused, at);
      return null;
    }
    const { id: messageId, secretIndex } = verified;
    if (source.pausedAt !== null) throw new Refusal('source_paused', { detail: 'Send it again later. Nothing was kept.', retryAfterSeconds: pausedRetrySeconds });
    await this.admit(tx, source.id, at);
    const record = new Record({ tenantId: tx.tenantId, actor: { kind: 'system', name: `source ${source.name}` }, channel: caller.channel, traceId: caller.traceId, causeId: null, at });
    const id = newId();
    const receipt = record.act({ action: operation.auditAction ?? '', subject: { kind: 'inbound_message', id, label: messageId }, after: { sourceId: source.id, bytes: signed.bytes.byteLength } });
    const message = { id, sourceId: source.id, messageId, at, body: decoder.decode(signed.bytes), causeId: receipt.entryId, secretMadeAt: secrets[secretIndex]?.madeAt ?? at };
    if (!(await tx.inboundMessages.insert(message))) return { id: await this.knownId(tx, source.id, messageId), messageId };
    record.enqueue('inbound-messages', { messageId: id });
    tx.conclude({ audit: record.audit, jobs: record.jobs });
    return { id, messageId };
  }

  private async knownId(tx: Tx, sourceId: string, messageId: string): Promise<string> {
    const id = await tx.inboundMessages.findId(sourceId, messageId);
    if (id === null) throw new Error('a message that is there already is not there');
    return id;
  }

  /** What is refused here is refused to one source; those who sent it are told when there is room again. */
  private async admit(tx: Tx, sourceId: string, at: Date): Promise<void> {
    const { max, windowSeconds } = this.house.settings.limits.messagesPerSource;
    const everyMs = (windowSeconds * 1000) / max;
    if (await tx.webhookSources.enter(sourceId, { at, everyMs, aheadMs: windowSeconds * 1000 - everyMs })) return;
    throw new Refusal('rate_limited', { detail: `This source takes ${max} messages in ${windowSeconds} seconds. Send it again later; nothing was kept.`, retryAfterSeconds: Math.max(1, Math.ceil(everyMs / 1000)) });
  }
}
