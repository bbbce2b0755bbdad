import { eventAt, eventTypes } from '@countersign/contracts/operations';
import { currentApiVersion, Refusal, type ApiVersion } from '@countersign/contracts/platform';
import type { MayDo, showWebhook, WebhookScreen } from '@countersign/contracts/screens';
import type { EndpointRow } from '@countersign/database/webhooks';
import { auditStreamViewOf } from '../audit/index.js';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { deliveryViewOf, endpointViewOf, healthSince, replayViewOf, scheduleSeconds, secretViewOf } from '../webhooks/index.js';
import { frameOf } from './screen-frame.part.js';

/** One endpoint, and every delivery to it. */
export class ShowWebhookService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showWebhook>): Promise<WebhookScreen> {
    const actor = actorOf(call.caller);
    const { endpointId, ...query } = call.input.query;
    const now = this.house.now();
    const schedule = scheduleSeconds(this.house.settings.delivery.retryDelaysMs);
    return this.house.tenancy.read(actor, async (tx) => {
      const mayReadAudit = actor.permissions.includes('audit.read');
      const [endpoint, frame, secrets, replay, stream, page] = await Promise.all([
        tx.webhooks.findWithHealth(endpointId, healthSince(now)),
        frameOf(tx, actor, now),
        tx.webhookSecrets.listValid(endpointId, now),
        tx.webhookReplays.findLast(endpointId),
        mayReadAudit ? tx.auditStreams.findLast(endpointId) : null,
        actor.permissions.includes('effect.read') ? tx.webhooks.listDeliveriesOf(endpointId, pageOfQuery(query)) : null,
      ]);
      if (!endpoint) throw new Refusal('not_found');
      const deliveries = page && { items: page.items.map((row) => deliveryViewOf(row, schedule)), nextCursor: page.nextCursor };
      return { ...frame, data: { endpoint: endpointViewOf(endpoint), health: endpoint.health, failing: failingOf(endpoint, this.house.settings.delivery.disableAfterMs), secrets: secrets.map(secretViewOf), deliveries, replay: replay && replayViewOf(replay), auditStream: stream && auditStreamViewOf(stream), streamAudit: may(actor, 'webhook_endpoint.define', 'audit.read'), ...toldIn(endpoint.apiVersion), ...actsOn(endpoint, may(actor, 'webhook_endpoint.define')) } };
    });
  }
}

const toldIn = (version: ApiVersion) => ({
  events: eventTypes.map((type) => ({ name: type.name, summary: type.summary, example: { ...eventAt(type, version, type.example) } })),
  newerVersion: version === currentApiVersion ? null : currentApiVersion,
});

function failingOf({ state, failingSince, failedAttempts }: EndpointRow, disableAfterMs: number): WebhookScreen['data']['failing'] {
  if (state !== 'active' || failingSince === null) return null;
  return { since: failingSince.toISOString(), attempts: failedAttempts, disabledFrom: new Date(failingSince.getTime() + disableAfterMs).toISOString() };
}

function actsOn({ state }: EndpointRow, define: MayDo): Pick<WebhookScreen['data'], 'define' | 'pause' | 'resume'> {
  const isActive = state === 'active';
  const unless = (holds: boolean, because: string): MayDo => (!define.allowed || holds ? define : { allowed: false, because });
  return { define, pause: unless(isActive, `It is ${state} already.`), resume: unless(!isActive, 'It is active.') };
}
