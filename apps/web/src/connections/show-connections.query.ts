import type { Client } from '@countersign/client';
import { showConnections } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws the connections. */
export const connectionsQuery = (client: Client, frames: FrameStore, after: string | undefined) =>
  queryOptions({
    queryKey: ['screen', 'connections', after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showConnections, { query: after === undefined ? {} : { cursor: after } }, { signal })),
  });
