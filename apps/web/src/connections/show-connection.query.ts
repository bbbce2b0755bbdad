import type { Client } from '@countersign/client';
import { showConnection, type ConnectionScreen } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

const underWayMs = 1_000;
const isUnderWay = ({ tests, grant }: ConnectionScreen['data']) => tests[0]?.ended === null || grant?.latest?.stage === 'answered' || grant?.latest?.stage === 'exchanging';

/** The one request that draws a connection, or the sheet for a new one. While it is being tried or connected, it is read again every second. */
export const connectionQuery = (client: Client, frames: FrameStore, connectionId: string | null) =>
  queryOptions({
    queryKey: ['screen', 'connection', connectionId] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showConnection, { query: connectionId === null ? {} : { connectionId } }, { signal })),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isUnderWay(data.data) ? underWayMs : false),
  });
