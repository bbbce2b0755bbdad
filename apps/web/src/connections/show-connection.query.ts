import type { Client } from '@countersign/client';
import { showConnection } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

const underWayMs = 1_000;

/** The one request that draws a connection, or the sheet for a new one. While it is being tried, it is read again every second. */
export const connectionQuery = (client: Client, frames: FrameStore, connectionId: string | null) =>
  queryOptions({
    queryKey: ['screen', 'connection', connectionId] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showConnection, { query: connectionId === null ? {} : { connectionId } }, { signal })),
    refetchInterval: ({ state: { data } }) => (data?.data.tests[0]?.ended === null ? underWayMs : false),
  });
