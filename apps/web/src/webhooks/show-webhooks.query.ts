import type { Client } from '@countersign/client';
import { showWebhooks } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws the webhook endpoints. */
export const webhooksQuery = (client: Client, frames: FrameStore, after: string | undefined) =>
  queryOptions({
    queryKey: ['screen', 'webhooks', after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showWebhooks, { query: after === undefined ? {} : { cursor: after } }, { signal })),
  });
