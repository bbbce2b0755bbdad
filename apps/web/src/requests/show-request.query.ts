import type { Client } from '@countersign/client';
import { showRequest } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** How long a sheet that is on screen, or came with the inbox, is taken as it is. */
const freshMs = 30_000;

export const requestKey = (requestId: string) => ['screen', 'request', requestId] as const;

/** The one request that draws a request's sheet. */
export const requestQuery = (client: Client, frames: FrameStore, requestId: string) =>
  queryOptions({
    queryKey: requestKey(requestId),
    queryFn: async ({ signal }) => frames.take(await client.call(showRequest, { query: { requestId } }, { signal })),
    staleTime: freshMs,
  });
