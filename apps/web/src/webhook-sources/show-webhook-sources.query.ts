import type { Client } from '@countersign/client';
import { showWebhookSources } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws the sources. */
export const webhookSourcesQuery = (client: Client, frames: FrameStore, after: string | undefined) =>
  queryOptions({
    queryKey: ['screen', 'webhook-sources', after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showWebhookSources, { query: after === undefined ? {} : { cursor: after } }, { signal })),
  });
