import { pauseWebhookEndpoint, resumeWebhookEndpoint, type WebhookEndpointView } from '@countersign/contracts/webhooks';
import { useClient } from '../platform/api/client-context.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';

/** Pauses an endpoint: what is wanted meanwhile waits. */
export function usePauseWebhookEndpoint({ id: endpointId, name }: Pick<WebhookEndpointView, 'id' | 'name'>) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  return useKeyedChange<void>(
    (_nothing, idempotencyKey) => client.call(pauseWebhookEndpoint, { params: { endpointId } }, { idempotencyKey }),
    () => announcer.say(`Recorded: ${name} is paused.`),
  );
}

/** Makes one that was paused or disabled active again: what waited goes. */
export function useResumeWebhookEndpoint({ id: endpointId, name }: Pick<WebhookEndpointView, 'id' | 'name'>) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  return useKeyedChange<void>(
    (_nothing, idempotencyKey) => client.call(resumeWebhookEndpoint, { params: { endpointId } }, { idempotencyKey }),
    () => announcer.say(`Recorded: ${name} is active again.`),
  );
}
