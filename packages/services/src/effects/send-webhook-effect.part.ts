import type { WebhookToSend } from '@countersign/database/effects';
import type { House } from '../platform/index.js';
import { openSecrets, sendWebhook, signWebhook } from '../webhooks/index.js';
import { endingOf, type Ending } from './ending.part.js';

/** Never throws: an effect whose attempt ended without a record would wait for ever, and nobody would know. */
export async function sendWebhookEffect(house: House, tenantId: string, effect: WebhookToSend, startedAt: Date): Promise<Ending> {
  const { allowedWebhookHosts, delivery } = house.settings;
  const more = effect.attempts - effect.attemptsBefore <= delivery.retryDelaysMs.length;
  let secrets: readonly string[];
  try {
    secrets = await openSecrets(house, tenantId, effect.endpoint.sealedSecrets);
  } catch {
    return endingOf({ kind: 'failed', problem: 'The signing secret cannot be opened: its key is not known here, or it was sealed for another place. Put the right key back, or register the endpoint again. Nothing was sent.' });
  }
  try {
    const webhook = signWebhook(effect, secrets, startedAt);
    const { ok, status, problem, final } = await sendWebhook(effect.endpoint.url, webhook, { timeoutMs: delivery.attemptTimeoutMs, allowedHosts: allowedWebhookHosts });
    return endingOf({ kind: ok ? 'succeeded' : final || !more ? 'failed' : 'again', status, problem });
  } catch (error) {
    return endingOf({ kind: 'failed', problem: `The webhook cannot be prepared: ${error instanceof Error ? error.name : 'unknown error'}. Nothing was sent.` });
  }
}
