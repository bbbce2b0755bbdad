import type { Client } from '@countersign/client';
import { showCalendar } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws a calendar, or the sheet for a new one. */
export const calendarQuery = (client: Client, frames: FrameStore, calendarId: string | null) =>
  queryOptions({
    queryKey: ['screen', 'calendar', calendarId] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showCalendar, { query: calendarId === null ? {} : { calendarId } }, { signal })),
    // What somebody is filling in does not change under their hands.
    refetchOnWindowFocus: false,
  });
