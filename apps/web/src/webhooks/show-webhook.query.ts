import type { Client } from '@countersign/client';
import { showWebhook } from '@countersign/contracts/screens';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws an endpoint and a page of its deliveries. */
export const webhookQuery = (client: Client, frames: FrameStore, endpointId: string, after: string | undefined) =>
  queryOptions({
    queryKey: ['screen', 'webhook', endpointId, after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showWebhook, { query: { endpointId, ...(after !== undefined && { cursor: after }) } }, { signal })),
    placeholderData: keepPreviousData,
  });
