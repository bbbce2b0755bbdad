import type { Client } from '@countersign/client';
import { showCalendars } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws the calendars. */
export const calendarsQuery = (client: Client, frames: FrameStore, after: string | undefined) =>
  queryOptions({
    queryKey: ['screen', 'calendars', after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showCalendars, { query: after === undefined ? {} : { cursor: after } }, { signal })),
  });
