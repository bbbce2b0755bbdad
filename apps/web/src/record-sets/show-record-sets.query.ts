import type { Client } from '@countersign/client';
import { showRecordSets } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

const underWayMs = 1_000;

/** The one request that draws the record sets. While one is being read, it is read again every second. */
export const recordSetsQuery = (client: Client, frames: FrameStore, after: string | undefined) =>
  queryOptions({
    queryKey: ['screen', 'record-sets', after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showRecordSets, { query: after === undefined ? {} : { cursor: after } }, { signal })),
    refetchInterval: ({ state: { data } }) => (data?.data.recordSets.items.some(({ reading }) => reading?.state === 'running') === true ? underWayMs : false),
  });
