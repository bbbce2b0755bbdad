import type { Client } from '@countersign/client';
import { showPeople } from '@countersign/contracts/screens';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

export interface PeopleWanted {
  readonly search?: string | undefined;
  readonly after?: string | undefined;
}

/** The one request that draws people. While another search is read, what was found last stays. */
export const peopleQuery = (client: Client, frames: FrameStore, { search, after }: PeopleWanted) =>
  queryOptions({
    queryKey: ['screen', 'people', search ?? null, after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showPeople, { query: { ...(search !== undefined && { search }), ...(after !== undefined && { cursor: after }) } }, { signal })),
    placeholderData: keepPreviousData,
  });
