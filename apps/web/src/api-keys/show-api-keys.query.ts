import type { Client } from '@countersign/client';
import { showApiKeys } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws one's API keys. */
export const apiKeysQuery = (client: Client, frames: FrameStore) =>
  queryOptions({
    queryKey: ['screen', 'api-keys'] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showApiKeys, {}, { signal })),
  });
