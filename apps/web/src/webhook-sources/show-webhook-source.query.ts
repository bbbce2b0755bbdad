import type { Client } from '@countersign/client';
import { showWebhookSource } from '@countersign/contracts/screens';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';
import type { SourceSearch } from '../platform/webhook-sources/source-search.js';

/** The one request that draws a source with its messages, or the sheet for a new one. */
export const webhookSourceQuery = (client: Client, frames: FrameStore, sourceId: string | null, { state, after }: SourceSearch) =>
  queryOptions({
    queryKey: ['screen', 'webhook-source', sourceId, state ?? null, after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showWebhookSource, { query: { ...(sourceId !== null && { sourceId }), ...(state !== undefined && { state }), ...(after !== undefined && { cursor: after }) } }, { signal })),
    placeholderData: keepPreviousData,
  });
