import type { Client } from '@countersign/client';
import { showWebhook, type WebhookScreen } from '@countersign/contracts/screens';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** How soon it is looked again while entries of the audit are on their way, and while they are sent on as they come. */
const underWayMs = 2000;
const followedMs = 10_000;

/** The one request that draws an endpoint and a page of its deliveries. */
export const webhookQuery = (client: Client, frames: FrameStore, endpointId: string, after: string | undefined) =>
  queryOptions({
    queryKey: ['screen', 'webhook', endpointId, after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showWebhook, { query: { endpointId, ...(after !== undefined && { cursor: after }) } }, { signal })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => lookAgainMs(data?.data.auditStream ?? null),
  });

function lookAgainMs(stream: WebhookScreen['data']['auditStream']): number | false {
  if (stream?.state !== 'running') return false;
  return stream.nextIndex < stream.size || stream.problem !== null ? underWayMs : followedMs;
}
